package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.resources.core.internal.rules.Choices;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where a container mounts the pod's volumes. */
final class MountValidation {
  private MountValidation() {}

  static void check(
      List<FieldError> errors, Unstructured container, String path, Set<String> volumes) {
    List<Unstructured> mounts = container.items("volumeMounts");
    Set<String> paths = new HashSet<>();
    for (int i = 0; i < mounts.size(); i++) {
      Unstructured mount = mounts.get(i);
      String at = path + ".volumeMounts[" + i + "]";
      source(errors, mount.string("name"), at, volumes);
      String where = mount.string("mountPath");
      if (where.isEmpty()) {
        errors.add(FieldError.required(at + ".mountPath", ""));
      } else if (!paths.add(where)) {
        errors.add(FieldError.invalid(at + ".mountPath", where, "must be unique"));
      }
      subPath(errors, mount, at, "subPath");
      subPath(errors, mount, at, "subPathExpr");
      if (!mount.string("subPath").isEmpty() && !mount.string("subPathExpr").isEmpty()) {
        errors.add(
            FieldError.invalid(
                at + ".subPathExpr",
                mount.string("subPathExpr"),
                "subPathExpr and subPath are mutually exclusive"));
      }
      Choices.check(
          errors,
          at + ".mountPropagation",
          mount.string("mountPropagation"),
          "Bidirectional",
          "HostToContainer",
          "None");
      if (mount.string("mountPropagation").equals("Bidirectional")
          && !container.bool("securityContext", "privileged")) {
        errors.add(
            FieldError.forbidden(
                at + ".mountPropagation",
                "Bidirectional mount propagation is available only to privileged containers"));
      }
      recursiveReadOnly(errors, mount, at + ".recursiveReadOnly");
      overlap(errors, mount, container.items("volumeDevices"), at);
    }
  }

  private static void recursiveReadOnly(List<FieldError> errors, Unstructured mount, String at) {
    String mode = mount.string("recursiveReadOnly");
    if (mode.equals("Enabled") || mode.equals("IfPossible")) {
      if (!mount.bool("readOnly")) {
        errors.add(FieldError.forbidden(at, "may only be specified when readOnly is true"));
      }
      String propagation = mount.string("mountPropagation");
      if (!propagation.isEmpty() && !propagation.equals("None")) {
        errors.add(
            FieldError.forbidden(
                at, "may only be specified when mountPropagation is None or not specified"));
      }
    } else {
      Choices.check(errors, at, mode, "Disabled", "Enabled", "IfPossible");
    }
  }

  private static void overlap(
      List<FieldError> errors, Unstructured mount, List<Unstructured> devices, String at) {
    for (Unstructured device : devices) {
      String name = mount.string("name");
      if (!name.isEmpty() && device.string("name").equals(name)) {
        errors.add(
            FieldError.invalid(at + ".name", name, "must not already exist in volumeDevices"));
      }
      String path = mount.string("mountPath");
      if (!path.isEmpty() && device.string("devicePath").equals(path)) {
        errors.add(
            FieldError.invalid(
                at + ".mountPath", path, "must not already exist as a path in volumeDevices"));
      }
    }
  }

  private static void source(List<FieldError> errors, String name, String at, Set<String> volumes) {
    if (name.isEmpty()) {
      errors.add(FieldError.required(at + ".name", ""));
    } else if (!volumes.contains(name)) {
      errors.add(FieldError.notFound(at + ".name", name));
    }
  }

  private static void subPath(
      List<FieldError> errors, Unstructured mount, String at, String field) {
    String path = mount.string(field);
    if (path.startsWith("/")) {
      errors.add(FieldError.invalid(at + "." + field, path, "must be a relative path"));
    }
    if (List.of(path.split("/", -1)).contains("..")) {
      errors.add(FieldError.invalid(at + "." + field, path, "must not contain '..'"));
    }
  }
}
