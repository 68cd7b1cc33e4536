package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.resources.core.internal.rules.DnsLabel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Environment variables that come out of a file in one of the pod's volumes (KEP-3721). */
final class FileKeyValidation {
  private FileKeyValidation() {}

  /** The reference by itself. */
  static void reference(List<FieldError> errors, Unstructured reference, String at) {
    String key = reference.string("key");
    if (key.isEmpty()) {
      errors.add(FieldError.required(at + ".key", ""));
    } else {
      EnvValidation.name(errors, key, at + ".key");
    }
    String volume = reference.string("volumeName");
    if (volume.isEmpty()) {
      errors.add(FieldError.required(at + ".volumeName", ""));
    } else {
      String problem = DnsLabel.problem(volume, false);
      if (problem != null) {
        errors.add(FieldError.invalid(at + ".volumeName", volume, problem));
      }
    }
    String path = reference.string("path");
    if (path.isEmpty()) {
      errors.add(FieldError.required(at + ".path", ""));
    } else {
      PathRules.noBacksteps(errors, path, at + ".path");
    }
  }

  /** That the files are in volumes of the pod's that begin empty. */
  static void volumes(List<FieldError> errors, Unstructured spec, String path) {
    Map<String, Unstructured> volumes = new HashMap<>();
    spec.items("volumes").forEach(volume -> volumes.put(volume.string("name"), volume));
    for (String list : PodSpecDefaults.CONTAINERS) {
      List<Unstructured> containers = spec.items(list);
      for (int c = 0; c < containers.size(); c++) {
        List<Unstructured> env = containers.get(c).items("env");
        for (int e = 0; e < env.size(); e++) {
          if (env.get(e).get("valueFrom", "fileKeyRef") instanceof Map<?, ?> reference) {
            String at = path + "." + list + "[" + c + "].env[" + e + "].valueFrom.fileKeyRef";
            volume(errors, volumes, Unstructured.of(reference), at + ".volumeName");
          }
        }
      }
    }
  }

  private static void volume(
      List<FieldError> errors,
      Map<String, Unstructured> volumes,
      Unstructured reference,
      String at) {
    String name = reference.string("volumeName");
    Unstructured volume = volumes.get(name);
    if (volume == null) {
      errors.add(FieldError.notFound(at, name));
    } else if (volume.get("emptyDir") == null) {
      errors.add(FieldError.invalid(at, name, "referenced volume must be of type emptyDir"));
    }
  }
}
