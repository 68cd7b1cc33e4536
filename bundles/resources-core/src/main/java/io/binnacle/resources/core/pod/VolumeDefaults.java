package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.resources.core.internal.rules.Blank;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Defaults of volumes, those in pods and those that PersistentVolumes describe. */
public final class VolumeDefaults {
  /** 0644. */
  private static final long FILE_MODE = 420L;

  private VolumeDefaults() {}

  /** A volume of a pod; one without a source is an empty directory. */
  static void ofPod(Unstructured volume) {
    if (volume.content().keySet().stream()
        .noneMatch(k -> !k.equals("name") && volume.get(k) != null)) {
      volume.set(new LinkedHashMap<>(), "emptyDir");
    }
    for (String kind : List.of("secret", "configMap", "downwardAPI", "projected")) {
      if (volume.get(kind) instanceof Map<?, ?>) {
        volume.setDefault(FILE_MODE, kind, "defaultMode");
      }
    }
    if (volume.get("image") instanceof Map<?, ?> image) {
      Unstructured at = Unstructured.of(image);
      Blank.fill(at, ImageTag.defaultPullPolicy(at.string("reference")), "pullPolicy");
    }
    downwardItems(volume, "downwardAPI", "items");
    for (Unstructured source : volume.items("projected", "sources")) {
      downwardItems(source, "downwardAPI", "items");
      if (source.get("serviceAccountToken") instanceof Map<?, ?>) {
        source.setDefault(3600L, "serviceAccountToken", "expirationSeconds");
      }
    }
    if (volume.get("ephemeral", "volumeClaimTemplate") instanceof Map<?, ?> claim) {
      Unstructured at = Unstructured.of(claim);
      at.setDefault(new LinkedHashMap<>(), "metadata");
      at.setDefault(new LinkedHashMap<>(), "spec", "resources");
      at.setDefault("Filesystem", "spec", "volumeMode");
    }
    source(volume);
  }

  /** The sources that pods and PersistentVolumes have in common. */
  public static void source(Unstructured at) {
    if (at.get("hostPath") instanceof Map<?, ?>) {
      at.setDefault("", "hostPath", "type");
    }
    if (at.get("iscsi") instanceof Map<?, ?>) {
      Blank.fill(at, "default", "iscsi", "iscsiInterface");
    }
    if (at.get("rbd") instanceof Map<?, ?>) {
      Blank.fill(at, "rbd", "rbd", "pool");
      Blank.fill(at, "admin", "rbd", "user");
      Blank.fill(at, "/etc/ceph/keyring", "rbd", "keyring");
    }
    if (at.get("azureDisk") instanceof Map<?, ?>) {
      at.setDefault("ReadWrite", "azureDisk", "cachingMode");
      at.setDefault("ext4", "azureDisk", "fsType");
      at.setDefault(false, "azureDisk", "readOnly");
      at.setDefault("Shared", "azureDisk", "kind");
    }
    if (at.get("scaleIO") instanceof Map<?, ?>) {
      Blank.fill(at, "ThinProvisioned", "scaleIO", "storageMode");
      Blank.fill(at, "xfs", "scaleIO", "fsType");
    }
  }

  private static void downwardItems(Unstructured at, String... path) {
    for (Unstructured item : at.items(path)) {
      if (item.get("fieldRef") instanceof Map<?, ?>) {
        Blank.fill(item, "v1", "fieldRef", "apiVersion");
      }
      if (item.get("resourceFieldRef") instanceof Map<?, ?>) {
        Blank.fill(item, "0", "resourceFieldRef", "divisor");
      }
    }
  }
}
