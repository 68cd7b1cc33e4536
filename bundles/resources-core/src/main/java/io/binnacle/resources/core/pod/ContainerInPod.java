package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a container needs of the pod that it stands in. */
final class ContainerInPod {
  private final Unstructured spec;
  private final Set<String> volumes;
  private final Set<String> claimVolumes = new HashSet<>();
  private final Set<String> claims = new TreeSet<>();

  /**
   * @param volumes the names of the pod's volumes
   */
  ContainerInPod(Unstructured spec, Set<String> volumes) {
    this.spec = spec;
    this.volumes = volumes;
    for (Unstructured volume : spec.items("volumes")) {
      if (volume.get("persistentVolumeClaim") != null || volume.get("ephemeral") != null) {
        claimVolumes.add(volume.string("name"));
      }
    }
    spec.items("resourceClaims").forEach(claim -> claims.add(claim.string("name")));
  }

  void check(List<FieldError> errors, Unstructured container, String path) {
    devices(errors, container, path + ".volumeDevices");
    claims(errors, container, path + ".resources.claims");
    boolean hostUsers = !Boolean.FALSE.equals(spec.get("hostUsers"));
    if (hostUsers && container.string("securityContext", "procMount").equals("Unmasked")) {
      errors.add(
          FieldError.invalid(
              path + ".securityContext.procMount",
              "Unmasked",
              "`hostUsers` must be false to use `Unmasked`"));
    }
    if (!container.list("restartPolicyRules").isEmpty()
        && container.string("restartPolicy").isEmpty()) {
      errors.add(
          FieldError.required(
              path + ".restartPolicy", "must specify restartPolicy when restart rules are used"));
    }
  }

  private void devices(List<FieldError> errors, Unstructured container, String path) {
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
      if (name.isEmpty()) {
        errors.add(FieldError.required(at + ".name", ""));
      }
      if (!names.add(name)) {
        errors.add(FieldError.invalid(at + ".name", name, "must be unique"));
      }
      if (!volumes.contains(name)) {
        errors.add(FieldError.notFound(at + ".name", name));
      } else if (!claimVolumes.contains(name)) {
        errors.add(
            FieldError.invalid(
                at + ".name",
                name,
                "can only use volume source type of PersistentVolumeClaim or Ephemeral for block"
                    + " mode"));
      }
      devicePath(errors, devices.get(i).string("devicePath"), paths, at + ".devicePath");
      if (mounts.contains(name)) {
        errors.add(
            FieldError.invalid(at + ".name", name, "must not already exist in volumeMounts"));
      }
      String device = devices.get(i).string("devicePath");
      if (!device.isEmpty() && mountPaths.contains(device)) {
        errors.add(
            FieldError.invalid(
                at + ".devicePath", device, "must not already exist as a path in volumeMounts"));
      }
    }
  }

  private static void devicePath(
      List<FieldError> errors, String device, Set<String> seen, String at) {
    if (device.isEmpty()) {
      errors.add(FieldError.required(at, ""));
    } else if (List.of(device.split("/", -1)).contains("..")) {
      errors.add(FieldError.invalid(at, device, "can not contain backsteps ('..')"));
    } else if (!seen.add(device)) {
      errors.add(FieldError.invalid(at, device, "must be unique"));
    }
  }

  private void claims(List<FieldError> errors, Unstructured container, String path) {
    List<Unstructured> used = container.items("resources", "claims");
    for (int i = 0; i < used.size(); i++) {
      String name = used.get(i).string("name");
      if (!name.isEmpty() && !claims.contains(name)) {
        errors.add(
            new FieldError(
                FieldError.Type.NOT_FOUND,
                path + "[" + i + "]",
                FieldError.notFound("", name).value(),
                "must be one of the names in pod.spec.resourceClaims"
                    + (claims.isEmpty() ? " which is empty" : ": " + String.join(", ", claims))));
      }
    }
  }
}
