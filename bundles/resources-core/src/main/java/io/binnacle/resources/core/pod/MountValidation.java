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
    }
    List<Unstructured> devices = container.items("volumeDevices");
    for (int i = 0; i < devices.size(); i++) {
      String at = path + ".volumeDevices[" + i + "]";
      source(errors, devices.get(i).string("name"), at, volumes);
      if (devices.get(i).string("devicePath").isEmpty()) {
        errors.add(FieldError.required(at + ".devicePath", ""));
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
