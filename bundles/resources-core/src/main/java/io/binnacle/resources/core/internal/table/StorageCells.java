package io.binnacle.resources.core.internal.table;

import io.binnacle.api.object.Unstructured;
import java.util.List;
import java.util.Map;

/** How PersistentVolumes and claims on them show in a Table. */
public final class StorageCells {
  private static final String CLASS_ANNOTATION = "volume.beta.kubernetes.io/storage-class";
  private static final Map<String, String> MODES =
      Map.of(
          "ReadWriteOnce", "RWO",
          "ReadOnlyMany", "ROX",
          "ReadWriteMany", "RWX",
          "ReadWriteOncePod", "RWOP");

  private StorageCells() {}

  public static Object phase(Unstructured object) {
    return object.isBeingDeleted() ? "Terminating" : object.string("status", "phase");
  }

  public static Object storageClass(Unstructured object) {
    String old = object.annotations().getOrDefault(CLASS_ANNOTATION, "");
    return old.isEmpty() ? object.string("spec", "storageClassName") : old;
  }

  public static Object claimVolume(Unstructured claim) {
    return claim.string("spec", "volumeName");
  }

  public static Object claimCapacity(Unstructured claim) {
    return claim.string("spec", "volumeName").isEmpty()
        ? ""
        : claim.string("status", "capacity", "storage");
  }

  public static Object claimModes(Unstructured claim) {
    return claim.string("spec", "volumeName").isEmpty()
        ? ""
        : modes(claim.list("status", "accessModes"));
  }

  public static Object volumeCapacity(Unstructured volume) {
    return volume.string("spec", "capacity", "storage");
  }

  public static Object volumeModes(Unstructured volume) {
    return modes(volume.list("spec", "accessModes"));
  }

  public static Object volumeClaim(Unstructured volume) {
    return volume.get("spec", "claimRef") == null
        ? ""
        : volume.string("spec", "claimRef", "namespace")
            + "/"
            + volume.string("spec", "claimRef", "name");
  }

  public static Object volumeReason(Unstructured volume) {
    return volume.string("status", "reason");
  }

  private static String modes(List<?> modes) {
    return String.join(
        ",",
        List.of("ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod").stream()
            .filter(modes::contains)
            .map(mode -> MODES.getOrDefault(mode, mode))
            .toList());
  }
}
