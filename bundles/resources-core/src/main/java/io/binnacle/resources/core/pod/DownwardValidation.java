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
          "spec.hostname",
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
    String path = reference.string("fieldPath");
    if (path.isEmpty()) {
      errors.add(FieldError.required(at + ".fieldPath", ""));
      return;
    }
    Matcher subscript = SUBSCRIPT.matcher(path);
    if (subscript.matches()) {
      subscript(errors, subscript.group(1), subscript.group(2), at);
    } else if (!KNOWN.contains(path)) {
      errors.add(
          FieldError.invalid(
              at + ".fieldPath",
              path,
              "error converting fieldPath: field label not supported: " + path));
    } else if (!allowed.contains(path)) {
      errors.add(
          FieldError.notSupported(at + ".fieldPath", path, List.copyOf(new TreeSet<>(allowed))));
    }
  }

  private static void subscript(List<FieldError> errors, String path, String key, String at) {
    boolean annotations = path.equals("metadata.annotations");
    if (!annotations && !path.equals("metadata.labels")) {
      errors.add(
          FieldError.invalid(
              at + ".fieldPath",
              path + "['" + key + "']",
              "error converting fieldPath: field label does not support subscript"));
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
    } else if (!RESOURCES.contains(resource)
        && !resource.matches("(limits|requests)\\.hugepages-.*")) {
      errors.add(FieldError.notSupported(at + ".resource", resource, List.copyOf(RESOURCES)));
    }
    Object given = reference.get("divisor");
    if (given != null && Quantity.of(given).signum() != 0) {
      divisor(errors, resource, Quantity.of(given), at);
    }
  }

  private static void divisor(
      List<FieldError> errors, String resource, Quantity divisor, String at) {
    boolean cpu = resource.endsWith(".cpu");
    List<String> allowed = cpu ? List.of("1m", "1") : SIZES;
    if (allowed.stream().anyMatch(one -> Quantity.of(one).compareTo(divisor) == 0)) {
      return;
    }
    String what = "the hugepages resource";
    if (cpu) {
      what = "the cpu resource";
    } else if (resource.endsWith(".memory")) {
      what = "the memory resource";
    } else if (resource.endsWith(".ephemeral-storage")) {
      what = "the local ephemeral storage resource";
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
