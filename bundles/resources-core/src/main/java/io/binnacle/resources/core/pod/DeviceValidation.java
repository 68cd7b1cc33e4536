package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The raw block devices of a container. */
final class DeviceValidation {
  private DeviceValidation() {}

  /**
   * @param path of the list of devices
   */
  static void check(
      List<FieldError> errors, Unstructured container, String path, ContainerInPod pod) {
    Set<String> mounts = new HashSet<>();
    Set<String> mountPaths = new HashSet<>();
    for (Unstructured mount : container.items("volumeMounts")) {
      mounts.add(mount.string("name"));
      mountPaths.add(mount.string("mountPath"));
    }
    Set<String> names = new HashSet<>();
    Set<String> paths = new HashSet<>();
    List<Unstructured> devices = container.items("volumeDevices");
    for (int i = 0; i < devices.size(); i++) {
      String at = path + "[" + i + "]";
      String name = devices.get(i).string("name");
      source(errors, name, names, at + ".name", pod);
      String device = devices.get(i).string("devicePath");
      devicePath(errors, device, paths, at + ".devicePath");
      if (mounts.contains(name)) {
        errors.add(
            FieldError.invalid(at + ".name", name, "must not already exist in volumeMounts"));
      }
      if (mountPaths.contains(device)) {
        errors.add(
            FieldError.invalid(
                at + ".devicePath", device, "must not already exist as a path in volumeMounts"));
      }
    }
  }

  private static void source(
      List<FieldError> errors, String name, Set<String> seen, String at, ContainerInPod pod) {
    if (name.isEmpty()) {
      errors.add(FieldError.required(at, ""));
    } else if (!seen.add(name)) {
      errors.add(FieldError.invalid(at, name, "must be unique"));
    }
    if (!pod.hasVolume(name)) {
      errors.add(FieldError.notFound(at, name));
    } else if (!pod.isClaim(name)) {
      errors.add(
          FieldError.invalid(
              at,
              name,
              "can only use volume source type of PersistentVolumeClaim or Ephemeral for block"
                  + " mode"));
    }
  }

  private static void devicePath(
      List<FieldError> errors, String device, Set<String> seen, String at) {
    if (device.isEmpty()) {
      errors.add(FieldError.required(at, ""));
    }
    if (seen.contains(device)) {
      errors.add(FieldError.invalid(at, device, "must be unique"));
    }
    if (List.of(device.split("/", -1)).contains("..")) {
      errors.add(FieldError.invalid(at, device, "can not contain backsteps ('..')"));
    } else {
      seen.add(device);
    }
  }
}
