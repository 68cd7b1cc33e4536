package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Names;
import io.binnacle.resources.core.internal.rules.DnsLabel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The volumes of a pod, and the sources that PersistentVolumes share with them. */
public final class VolumeValidation {
  private static final int MAX_INITIATOR = 64;

  /** Kinds whose paths in messages have a name of their own. */
  private static final Map<String, String> SAID = Map.of("gcePersistentDisk", "persistentDisk");

  private static final Map<String, String> SECOND =
      Map.of("cephfs", "cephFS", "downwardAPI", "downwarAPI");

  private VolumeValidation() {}

  /** Checks the volumes; returns the names that containers may mount. */
  static Set<String> check(List<FieldError> errors, List<Unstructured> volumes, String path) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < volumes.size(); i++) {
      String at = path + "[" + i + "]";
      List<FieldError> own = new ArrayList<>();
      sources(own, volumes.get(i), at);
      initiator(own, volumes.get(i), at + ".name");
      String name = volumes.get(i).string("name");
      String problem = DnsLabel.problem(name, false);
      if (name.isEmpty()) {
        own.add(FieldError.required(at + ".name", ""));
      } else if (problem != null) {
        own.add(FieldError.invalid(at + ".name", name, problem));
      }
      if (names.contains(name)) {
        own.add(FieldError.duplicate(at + ".name", name));
      }
      if (own.isEmpty()) {
        names.add(name);
      }
      errors.addAll(own);
    }
    return names;
  }

  /** The initiator's own name is made of the volume's and the portal's. */
  private static void initiator(List<FieldError> errors, Unstructured volume, String at) {
    String name = volume.string("name");
    int length = name.length() + 1 + volume.string("iscsi", "targetPortal").length();
    if (volume.get("iscsi", "initiatorName") != null && length > MAX_INITIATOR) {
      errors.add(
          FieldError.invalid(
              at,
              name,
              "Total length of <volume name>:<iscsi.targetPortal> must be under 64 characters if"
                  + " iscsi.initiatorName is specified."));
    }
  }

  /** The claims that are made for a pod must be its own, and have names. */
  static void claims(List<FieldError> errors, Unstructured pod, String path) {
    String prefix = pod.name().isEmpty() ? null : pod.name() + "-";
    List<Unstructured> volumes = pod.items("spec", "volumes");
    Set<String> made = new HashSet<>();
    for (int i = 0; prefix != null && i < volumes.size(); i++) {
      String name = volumes.get(i).string("name");
      if (volumes.get(i).get("ephemeral") != null && !name.isEmpty()) {
        made.add(prefix + name);
        String problem = Names.subdomain(prefix + name, false);
        if (problem != null) {
          errors.add(
              FieldError.invalid(
                  path + "[" + i + "].name",
                  name,
                  "PVC name \"" + prefix + name + "\": " + problem));
        }
      }
    }
    for (int i = 0; i < volumes.size(); i++) {
      String claim = volumes.get(i).string("persistentVolumeClaim", "claimName");
      if (made.contains(claim)) {
        errors.add(
            FieldError.invalid(
                path + "[" + i + "].persistentVolumeClaim.claimName",
                claim,
                "must not reference a PVC that gets created for an ephemeral volume"));
      }
    }
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
            FieldError.forbidden(
                at + "." + SECOND.getOrDefault(kind, kind),
                "may not specify more than 1 volume type"));
        continue;
      }
      VolumeSources.check(
          errors, kind, Unstructured.of(map), at + "." + SAID.getOrDefault(kind, kind));
    }
    if (given == 0) {
      errors.add(FieldError.required(at, "must specify a volume type"));
    }
  }
}
