package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.resources.core.internal.rules.DnsLabel;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The volumes of a pod, and the sources that PersistentVolumes share with them. */
public final class VolumeValidation {
  private VolumeValidation() {}

  /** Checks the volumes; returns the names that containers may mount. */
  static Set<String> check(List<FieldError> errors, List<Unstructured> volumes, String path) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < volumes.size(); i++) {
      String at = path + "[" + i + "]";
      sources(errors, volumes.get(i), at);
      String name = volumes.get(i).string("name");
      if (name.isEmpty()) {
        errors.add(FieldError.required(at + ".name", ""));
        continue;
      }
      String problem = DnsLabel.problem(name, false);
      if (problem != null) {
        errors.add(FieldError.invalid(at + ".name", name, problem));
      }
      if (!names.add(name)) {
        errors.add(FieldError.duplicate(at + ".name", name));
      }
    }
    return names;
  }

  /** That there is exactly one source, and that it has what it needs. */
  public static void sources(List<FieldError> errors, Unstructured volume, String at) {
    int given = 0;
    for (String kind : VolumeSources.KINDS) {
      if (!(volume.get(kind) instanceof Map<?, ?> map)) {
        continue;
      }
      if (given++ > 0) {
        errors.add(
            FieldError.forbidden(at + "." + kind, "may not specify more than 1 volume type"));
        continue;
      }
      VolumeSources.check(errors, kind, Unstructured.of(map), at + "." + kind);
    }
    if (given == 0) {
      errors.add(FieldError.required(at, "must specify a volume type"));
    }
  }
}
