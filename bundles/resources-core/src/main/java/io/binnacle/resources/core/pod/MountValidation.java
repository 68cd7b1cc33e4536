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

  /**
   * @param path of the list of mounts; some rules name it instead of the mount, as the original
   *     does
   */
  static void check(
      List<FieldError> errors, Unstructured container, String path, ContainerInPod pod) {
    List<Unstructured> mounts = container.items("volumeMounts");
    Set<String> paths = new HashSet<>();
    for (int i = 0; i < mounts.size(); i++) {
      Unstructured mount = mounts.get(i);
      String at = path + "[" + i + "]";
      String name = mount.string("name");
      if (name.isEmpty()) {
        errors.add(FieldError.required(at + ".name", ""));
      }
      if (!pod.hasVolume(name)) {
        errors.add(FieldError.notFound(at + ".name", name));
      }
      String where = mount.string("mountPath");
      if (where.isEmpty()) {
        errors.add(FieldError.required(at + ".mountPath", ""));
      }
      if (!paths.add(where)) {
        errors.add(FieldError.invalid(at + ".mountPath", where, "must be unique"));
      }
      overlap(errors, mount, container.items("volumeDevices"), at);
      subPaths(errors, mount, path, at);
      propagation(errors, mount, container, path + ".mountPropagation");
      recursiveReadOnly(errors, mount, path + ".recursiveReadOnly");
    }
  }

  private static void overlap(
      List<FieldError> errors, Unstructured mount, List<Unstructured> devices, String at) {
    String name = mount.string("name");
    String path = mount.string("mountPath");
    if (devices.stream().anyMatch(device -> device.string("name").equals(name))) {
      errors.add(FieldError.invalid(at + ".name", name, "must not already exist in volumeDevices"));
    }
    if (devices.stream().anyMatch(device -> device.string("devicePath").equals(path))) {
      errors.add(
          FieldError.invalid(
              at + ".mountPath", path, "must not already exist as a path in volumeDevices"));
    }
  }

  private static void subPaths(
      List<FieldError> errors, Unstructured mount, String path, String at) {
    String plain = mount.string("subPath");
    String expanded = mount.string("subPathExpr");
    PathRules.descending(errors, plain, path + ".subPath");
    if (!plain.isEmpty() && !expanded.isEmpty()) {
      errors.add(
          FieldError.invalid(
              at + ".subPathExpr", expanded, "subPathExpr and subPath are mutually exclusive"));
    }
    PathRules.descending(errors, expanded, path + ".subPathExpr");
  }

  private static void propagation(
      List<FieldError> errors, Unstructured mount, Unstructured container, String at) {
    Choices.ifGiven(
        errors, at, mount.get("mountPropagation"), "Bidirectional", "HostToContainer", "None");
    if (mount.string("mountPropagation").equals("Bidirectional")
        && !container.bool("securityContext", "privileged")) {
      errors.add(
          FieldError.forbidden(
              at, "Bidirectional mount propagation is available only to privileged containers"));
    }
  }

  private static void recursiveReadOnly(List<FieldError> errors, Unstructured mount, String at) {
    String mode = mount.string("recursiveReadOnly");
    if (!mode.equals("Enabled") && !mode.equals("IfPossible")) {
      Choices.ifGiven(
          errors, at, mount.get("recursiveReadOnly"), "Disabled", "Enabled", "IfPossible");
      return;
    }
    if (!mount.bool("readOnly")) {
      errors.add(FieldError.forbidden(at, "may only be specified when readOnly is true"));
    }
    if (mount.get("mountPropagation") != null && !mount.string("mountPropagation").equals("None")) {
      errors.add(
          FieldError.forbidden(
              at, "may only be specified when mountPropagation is None or not specified"));
    }
  }
}
