package io.binnacle.resources.apiregistration.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Names;
import io.binnacle.api.type.Strategy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** API services: a group version, and what serves it where the server does not do so itself. */
final class ApiServiceStrategy implements Strategy {
  private static final int HIGHEST_GROUP = 20_000;
  private static final int HIGHEST_VERSION = 1_000;
  private static final int HIGHEST_PORT = 65_535;
  private static final long HTTPS = 443;

  @Override
  public boolean allowsUnconditionalUpdate() {
    return false;
  }

  @Override
  public boolean tracksGeneration() {
    return false;
  }

  @Override
  public void applyDefaults(Unstructured object) {
    if (object.get("spec", "service") instanceof Map<?, ?> service
        && !service.containsKey("port")) {
      object.set(HTTPS, "spec", "service", "port");
    }
  }

  @Override
  public void prepareForCreate(RequestContext context, Unstructured object) {
    object.set(new LinkedHashMap<>(), "status");
    if (object.get("spec", "service") == null) {
      object.set(new ArrayList<>(List.of(LocalApiServices.available())), "status", "conditions");
    }
  }

  @Override
  public void prepareForUpdate(RequestContext context, Unstructured object, Unstructured previous) {
    boolean status = context.subresource().equals("status");
    String kept = status ? "spec" : "status";
    object.set(Unstructured.copy(previous.get(kept)), kept);
    if (status) {
      object.set(Unstructured.copy(previous.get("metadata", "labels")), "metadata", "labels");
    }
  }

  @Override
  public Set<String> resetFields(String subresource) {
    return Set.of(subresource.equals("status") ? "spec" : "status");
  }

  @Override
  public @Nullable String checkName(String name, boolean generatePrefix) {
    return Names.pathSegment(name, generatePrefix);
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    List<FieldError> errors = new ArrayList<>();
    String group = object.string("spec", "group");
    String version = object.string("spec", "version");
    String name = version + "." + group;
    if (!object.name().equals(name)) {
      errors.add(
          FieldError.invalid(
              "metadata.name",
              object.name(),
              "must be `spec.version+\".\"+spec.group`: \"" + name + "\""));
    }
    if (!group.isEmpty()) {
      String wrong = Names.subdomain(group, false);
      if (wrong != null) {
        errors.add(FieldError.invalid("spec.group", group, wrong));
      }
    } else if (!version.equals("v1")) {
      errors.add(
          FieldError.required(
              "spec.group", "only v1 may have an empty group and it better be legacy kube"));
    }
    String wrong = Names.label1035(version, false);
    if (wrong != null) {
      errors.add(FieldError.invalid("spec.version", version, wrong));
    }
    checkPriority(errors, object, "groupPriorityMinimum", HIGHEST_GROUP);
    checkPriority(errors, object, "versionPriority", HIGHEST_VERSION);
    if (object.get("spec", "service") == null) {
      checkLocal(errors, object);
    } else {
      checkRemote(errors, object);
    }
    return errors;
  }

  private static void checkPriority(
      List<FieldError> errors, Unstructured object, String field, int limit) {
    long priority = object.number(0, "spec", field);
    if (priority <= 0 || priority > limit) {
      String detail = "must be positive and less than " + limit;
      errors.add(FieldError.invalid("spec." + field, priority, detail));
    }
  }

  private static int decodedLength(String base64) {
    int padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
    return base64.length() / 4 * 3 - padding;
  }

  private static void checkLocal(List<FieldError> errors, Unstructured object) {
    if (!object.string("spec", "caBundle").isEmpty()) {
      errors.add(
          FieldError.invalid(
              "spec.caBundle",
              decodedLength(object.string("spec", "caBundle")) + " bytes",
              "local APIServices may not have a caBundle"));
    }
    if (Boolean.TRUE.equals(object.get("spec", "insecureSkipTLSVerify"))) {
      errors.add(
          FieldError.invalid(
              "spec.insecureSkipTLSVerify",
              true,
              "local APIServices may not have insecureSkipTLSVerify"));
    }
  }

  private static void checkRemote(List<FieldError> errors, Unstructured object) {
    for (String field : List.of("namespace", "name")) {
      if (object.string("spec", "service", field).isEmpty()) {
        errors.add(FieldError.required("spec.service." + field, ""));
      }
    }
    long port = object.number(HTTPS, "spec", "service", "port");
    if (port < 1 || port > HIGHEST_PORT) {
      errors.add(
          FieldError.invalid(
              "spec.service.port",
              port,
              "port is not valid: must be between 1 and 65535, inclusive"));
    }
    if (Boolean.TRUE.equals(object.get("spec", "insecureSkipTLSVerify"))
        && !object.string("spec", "caBundle").isEmpty()) {
      errors.add(
          FieldError.invalid(
              "spec.insecureSkipTLSVerify", true, "may not be true if caBundle is present"));
    }
  }
}
