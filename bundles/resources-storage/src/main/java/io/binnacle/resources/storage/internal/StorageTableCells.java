package io.binnacle.resources.storage.internal;

import io.binnacle.api.object.Unstructured;
import java.util.ArrayList;
import java.util.List;

/** Table cells that need more than a path. */
final class StorageTableCells {
  private StorageTableCells() {}

  static Object className(Unstructured storageClass) {
    return DefaultStorageClass.isDefault(storageClass)
        ? storageClass.name() + " (default)"
        : storageClass.name();
  }

  static Object claimState(Unstructured claim) {
    List<String> states = new ArrayList<>();
    boolean allocated = claim.get("status", "allocation") != null;
    if (claim.isBeingDeleted()) {
      states.add("deleted");
    }
    if (allocated) {
      states.add("allocated");
      if (!claim.list("status", "reservedFor").isEmpty()) {
        states.add("reserved");
      }
    } else if (!claim.isBeingDeleted()) {
      states.add("pending");
    }
    return String.join(",", states);
  }
}
