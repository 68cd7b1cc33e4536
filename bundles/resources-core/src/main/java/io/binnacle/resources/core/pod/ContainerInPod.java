package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** What a container must know of the pod that it stands in. */
final class ContainerInPod {
  private final Unstructured spec;
  private final Set<String> volumes;
  private final Set<String> claimVolumes = new HashSet<>();
  private final Set<String> claims = new TreeSet<>();

  /**
   * @param volumes the names of those of the pod's volumes that are right
   */
  ContainerInPod(Unstructured spec, Set<String> volumes) {
    this.spec = spec;
    this.volumes = volumes;
    for (Unstructured volume : spec.items("volumes")) {
      if (volume.get("persistentVolumeClaim") != null || volume.get("ephemeral") != null) {
        claimVolumes.add(volume.string("name"));
      }
    }
    for (Unstructured claim : spec.items("resourceClaims")) {
      if (!claim.string("name").isEmpty()) {
        claims.add(claim.string("name"));
      }
    }
  }

  boolean hasVolume(String name) {
    return volumes.contains(name);
  }

  /** Whether a volume is one that can be had as a raw device. */
  boolean isClaim(String name) {
    return claimVolumes.contains(name);
  }

  /** The names of the pod's resource claims, in order. */
  Set<String> resourceClaims() {
    return claims;
  }

  /** Whether users in the pod are those of its host. */
  boolean hostUsers() {
    return !Boolean.FALSE.equals(spec.get("hostUsers"));
  }

  String restartPolicy() {
    return spec.string("restartPolicy");
  }
}
