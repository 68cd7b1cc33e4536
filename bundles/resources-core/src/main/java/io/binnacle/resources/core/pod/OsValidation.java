package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.util.List;
import java.util.Map;

/** What a pod that names its operating system must leave alone. */
final class OsValidation {
  private static final List<String> HOST = List.of("hostPID", "hostIPC");
  private static final List<String> POD_CONTEXT =
      List.of(
          "appArmorProfile",
          "seLinuxOptions",
          "seccompProfile",
          "fsGroup",
          "fsGroupChangePolicy",
          "sysctls",
          "runAsUser",
          "runAsGroup",
          "supplementalGroups",
          "supplementalGroupsPolicy",
          "seLinuxChangePolicy");
  private static final List<String> CONTAINER_CONTEXT =
      List.of(
          "appArmorProfile",
          "seLinuxOptions",
          "seccompProfile",
          "capabilities",
          "readOnlyRootFilesystem",
          "privileged",
          "allowPrivilegeEscalation",
          "procMount",
          "runAsUser",
          "runAsGroup");

  private OsValidation() {}

  static void check(List<FieldError> errors, Unstructured spec, String path) {
    if (!(spec.get("os") instanceof Map<?, ?>)) {
      return;
    }
    String os = spec.string("os", "name");
    switch (os) {
      case "linux" -> linux(errors, spec, path);
      case "windows" -> windows(errors, spec, path);
      case "" -> errors.add(FieldError.required(path + ".os.name", ""));
      default -> errors.add(FieldError.notSupported(path + ".os", os, List.of("linux", "windows")));
    }
  }

  private static void linux(List<FieldError> errors, Unstructured spec, String path) {
    String why = "windows options cannot be set for a linux pod";
    if (spec.get("securityContext", "windowsOptions") != null) {
      errors.add(FieldError.forbidden(path + ".securityContext.windowsOptions", why));
    }
    eachContainer(
        spec,
        path,
        (context, at) -> {
          if (context.get("windowsOptions") != null) {
            errors.add(FieldError.forbidden(at + ".windowsOptions", why));
          }
        });
  }

  private static void windows(List<FieldError> errors, Unstructured spec, String path) {
    for (String field : HOST) {
      if (spec.bool(field)) {
        forbidden(errors, path + "." + field);
      }
    }
    Unstructured pod = new Unstructured(spec.map("securityContext"));
    for (String field : POD_CONTEXT) {
      boolean none = field.equals("sysctls") && pod.list(field).isEmpty();
      if (pod.get(field) != null && !none) {
        forbidden(errors, path + ".securityContext." + field);
      }
    }
    if (spec.get("hostUsers") != null) {
      forbidden(errors, path + ".hostUsers");
    }
    if (spec.get("shareProcessNamespace") != null) {
      forbidden(errors, path + ".shareProcessNamespace");
    }
    eachContainer(
        spec,
        path,
        (context, at) -> {
          for (String field : CONTAINER_CONTEXT) {
            if (context.get(field) != null) {
              forbidden(errors, at + "." + field);
            }
          }
        });
  }

  private static void forbidden(List<FieldError> errors, String at) {
    errors.add(FieldError.forbidden(at, "cannot be set for a windows pod"));
  }

  private static void eachContainer(
      Unstructured spec, String path, java.util.function.BiConsumer<Unstructured, String> visit) {
    for (String list : PodSpecDefaults.CONTAINERS) {
      List<Unstructured> containers = spec.items(list);
      for (int i = 0; i < containers.size(); i++) {
        visit.accept(
            new Unstructured(containers.get(i).map("securityContext")),
            path + "." + list + "[" + i + "].securityContext");
      }
    }
  }
}
