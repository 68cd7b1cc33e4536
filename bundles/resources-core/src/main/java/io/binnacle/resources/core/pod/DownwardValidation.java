package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.selector.LabelSyntax;
import io.binnacle.api.status.FieldError;
import io.binnacle.resources.core.internal.rules.Quantity;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a pod may be told about itself, by files or by variables (the downward API). */
final class DownwardValidation {
  private static final Set<String> IN_FILES =
      Set.of(
          "metadata.annotations",
          "metadata.labels",
          "metadata.name",
          "metadata.namespace",
          "metadata.uid");

  private static final Set<String> KNOWN =
      Set.of(
          "metadata.annotations",
          "metadata.labels",
          "metadata.name",
          "metadata.namespace",
          "metadata.uid",
          "spec.nodeName",
          "spec.restartPolicy",
          "spec.schedulerName",
          "spec.serviceAccountName",
          "status.hostIP",
          "status.hostIPs",
          "status.phase",
          "status.podIP",
          "status.podIPs");

  private static final Pattern SUBSCRIPT = Pattern.compile("(.*)\\['([^']*)'\\]");

  private static final Set<String> RESOURCES =
      new TreeSet<>(
          List.of(
              "limits.cpu",
              "limits.ephemeral-storage",
              "limits.memory",
              "requests.cpu",
              "requests.ephemeral-storage",
              "requests.memory"));

  private static final List<String> SIZES =
      List.of("1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei");

  private static final String HUGE_PAGES = "(limits|requests)\\.hugepages-.*";

  private DownwardValidation() {}

  /** A file of a volume. */
  static void file(List<FieldError> errors, Unstructured file, String at) {
    String path = file.string("path");
    if (path.isEmpty()) {
      errors.add(FieldError.required(at + ".path", ""));
    }
    PathRules.local(errors, path, at + ".path");
    boolean field = file.get("fieldRef") != null;
    boolean resource = file.get("resourceFieldRef") != null;
    if (field) {
      field(errors, new Unstructured(file.map("fieldRef")), IN_FILES, at + ".fieldRef");
      if (resource) {
        errors.add(
            FieldError.invalid(
                at,
                "resource",
                "fieldRef and resourceFieldRef can not be specified simultaneously"));
      }
    } else if (resource) {
      resource(
          errors, new Unstructured(file.map("resourceFieldRef")), true, at + ".resourceFieldRef");
    } else {
      errors.add(FieldError.required(at, "one of fieldRef and resourceFieldRef is required"));
    }
    PathRules.mode(errors, file.get("mode"), at + ".mode");
  }

  /**
   * A field of the pod.
   *
   * @param allowed the paths that may be asked for here
   */
  static void field(
      List<FieldError> errors, Unstructured reference, Set<String> allowed, String at) {
    if (reference.string("apiVersion").isEmpty()) {
      errors.add(FieldError.required(at + ".apiVersion", ""));
      return;
    }
    String given = reference.string("fieldPath");
    if (given.isEmpty()) {
      errors.add(FieldError.required(at + ".fieldPath", ""));
      return;
    }
    if (!reference.string("apiVersion").equals("v1")) {
      unconvertible(
          errors, given, "unsupported pod version: " + reference.string("apiVersion"), at);
      return;
    }
    // Its name before there were nodes.
    String path = given.equals("spec.host") ? "spec.nodeName" : given;
    Matcher subscript = SUBSCRIPT.matcher(path);
    if (subscript.matches()) {
      subscript(errors, subscript.group(1), subscript.group(2), at);
    } else if (!KNOWN.contains(path)) {
      unconvertible(errors, path, "field label not supported: " + path, at);
    } else if (!allowed.contains(path)) {
      errors.add(
          FieldError.notSupported(at + ".fieldPath", path, List.copyOf(new TreeSet<>(allowed))));
    }
  }

  private static void unconvertible(List<FieldError> errors, String path, String why, String at) {
    errors.add(FieldError.invalid(at + ".fieldPath", path, "error converting fieldPath: " + why));
  }

  private static void subscript(List<FieldError> errors, String path, String key, String at) {
    boolean annotations = path.equals("metadata.annotations");
    if (!annotations && !path.equals("metadata.labels")) {
      String given = path + "['" + key + "']";
      unconvertible(errors, given, "field label does not support subscript: " + given, at);
      return;
    }
    for (String wrong : LabelSyntax.keyProblems(annotations ? key.toLowerCase(Locale.ROOT) : key)) {
      errors.add(FieldError.invalid(at, key, wrong));
    }
  }

  /**
   * A resource of a container.
   *
   * @param inFile whether the container must be named
   */
  static void resource(List<FieldError> errors, Unstructured reference, boolean inFile, String at) {
    String resource = reference.string("resource");
    if (inFile && reference.string("containerName").isEmpty()) {
      errors.add(FieldError.required(at + ".containerName", ""));
    } else if (resource.isEmpty()) {
      errors.add(FieldError.required(at + ".resource", ""));
    } else if (!RESOURCES.contains(resource) && !resource.matches(HUGE_PAGES)) {
      errors.add(FieldError.notSupported(at + ".resource", resource, List.copyOf(RESOURCES)));
    }
    Object given = reference.get("divisor");
    if (given != null && Quantity.of(given).signum() != 0) {
      divisor(errors, resource, given.toString(), at);
    }
  }

  private static void divisor(List<FieldError> errors, String resource, String divisor, String at) {
    boolean cpu = resource.endsWith(".cpu");
    List<String> allowed = cpu ? List.of("1m", "1") : SIZES;
    if (allowed.contains(divisor)) {
      return;
    }
    String what;
    if (cpu) {
      what = "the cpu resource";
    } else if (resource.endsWith(".memory")) {
      what = "the memory resource";
    } else if (resource.endsWith(".ephemeral-storage")) {
      what = "the local ephemeral storage resource";
    } else if (resource.matches(HUGE_PAGES)) {
      what = "the hugepages resource";
    } else {
      return;
    }
    errors.add(
        FieldError.invalid(
            at + ".divisor",
            resource,
            "only divisor's values "
                + (cpu ? "1m and 1" : String.join(", ", SIZES))
                + " are supported with "
                + what));
  }
}
