package io.binnacle.auth.node;

import io.binnacle.api.object.Unstructured;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a pod refers to, all of it in the pod's namespace.
 *
 * @param secrets names of Secrets
 * @param configMaps names of ConfigMaps
 * @param claims names of PersistentVolumeClaims
 * @param resourceClaims names of ResourceClaims
 * @param account the name of its ServiceAccount, "" for none
 */
record PodReferences(
    Set<String> secrets,
    Set<String> configMaps,
    Set<String> claims,
    Set<String> resourceClaims,
    String account) {
  private static final String MIRROR = "kubernetes.io/config.mirror";
  private static final List<String> CONTAINERS =
      List.of("initContainers", "containers", "ephemeralContainers");

  /** Where kinds of volumes name a Secret. */
  private static final List<String> SECRET_REFS =
      List.of(
          "azureFile", "cephfs", "cinder", "flexVolume", "iscsi", "rbd", "scaleIO", "storageos");

  /**
   * Gathers them. A mirror pod, which shows what a kubelet runs on its own account, refers to
   * nothing: a node must not give itself rights by making one.
   */
  static PodReferences of(Unstructured pod) {
    PodReferences found =
        new PodReferences(
            new HashSet<>(),
            new HashSet<>(),
            new HashSet<>(),
            new HashSet<>(),
            pod.string("spec", "serviceAccountName"));
    if (pod.annotations().containsKey(MIRROR)) {
      return new PodReferences(Set.of(), Set.of(), Set.of(), Set.of(), "");
    }
    pod.items("spec", "imagePullSecrets").forEach(s -> found.secrets.add(s.string("name")));
    for (String containers : CONTAINERS) {
      pod.items("spec", containers).forEach(found::addContainer);
    }
    pod.items("spec", "volumes").forEach(volume -> found.addVolume(pod.name(), volume));
    for (Unstructured claim : pod.items("spec", "resourceClaims")) {
      found.resourceClaims.add(claim.string("resourceClaimName"));
    }
    for (Unstructured claim : pod.items("status", "resourceClaimStatuses")) {
      found.resourceClaims.add(claim.string("resourceClaimName"));
    }
    return found;
  }

  private void addContainer(Unstructured container) {
    for (Unstructured source : container.items("envFrom")) {
      secrets.add(source.string("secretRef", "name"));
      configMaps.add(source.string("configMapRef", "name"));
    }
    for (Unstructured variable : container.items("env")) {
      secrets.add(variable.string("valueFrom", "secretKeyRef", "name"));
      configMaps.add(variable.string("valueFrom", "configMapKeyRef", "name"));
    }
  }

  private void addVolume(String pod, Unstructured volume) {
    secrets.add(volume.string("secret", "secretName"));
    secrets.add(volume.string("azureFile", "secretName"));
    secrets.add(volume.string("csi", "nodePublishSecretRef", "name"));
    SECRET_REFS.forEach(kind -> secrets.add(volume.string(kind, "secretRef", "name")));
    configMaps.add(volume.string("configMap", "name"));
    claims.add(volume.string("persistentVolumeClaim", "claimName"));
    if (!volume.map("ephemeral").isEmpty()) {
      claims.add(pod + "-" + volume.string("name"));
    }
    for (Unstructured source : volume.items("projected", "sources")) {
      secrets.add(source.string("secret", "name"));
      configMaps.add(source.string("configMap", "name"));
    }
  }
}
