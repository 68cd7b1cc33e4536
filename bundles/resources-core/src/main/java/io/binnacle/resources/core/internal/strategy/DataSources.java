package io.binnacle.resources.core.internal.strategy;

import io.binnacle.api.object.Unstructured;
import java.util.List;

/**
 * Where a claim's data comes from: {@code dataSource} and the newer {@code dataSourceRef}, which
 * say the same once both are settled. See KEP-1495.
 */
final class DataSources {
  private static final String OLD = "dataSource";
  private static final String NEW = "dataSourceRef";

  private DataSources() {}

  /**
   * Leaves out what the field can't name, then fills the one from the other.
   *
   * @param spec is changed
   * @param before the specification that is there, empty for a new claim
   */
  static void settle(Unstructured spec, Unstructured before) {
    // Sources in other namespaces are behind a gate that is closed.
    if (isElsewhere(spec) && before.get(NEW) == null) {
      spec.remove(NEW);
    }
    boolean hadNone = before.get(OLD) == null && before.get(NEW) == null;
    if (hadNone && spec.get(NEW) == null && !isKnown(spec)) {
      spec.remove(OLD);
    }
    if (spec.get(OLD) != null && spec.get(NEW) == null) {
      copy(spec, OLD, NEW);
    } else if (spec.get(NEW) != null && spec.get(OLD) == null && !isElsewhere(spec)) {
      copy(spec, NEW, OLD);
    }
  }

  private static boolean isElsewhere(Unstructured spec) {
    return !spec.string(NEW, "namespace").isEmpty();
  }

  /** Whether the old field names what it could from the beginning: a claim or a snapshot. */
  private static boolean isKnown(Unstructured spec) {
    String group = spec.string(OLD, "apiGroup");
    return switch (spec.string(OLD, "kind")) {
      case "PersistentVolumeClaim" -> group.isEmpty();
      case "VolumeSnapshot" -> group.equals("snapshot.storage.k8s.io");
      default -> false;
    };
  }

  private static void copy(Unstructured spec, String from, String to) {
    for (String field : List.of("apiGroup", "kind", "name")) {
      spec.set(spec.get(from, field), to, field);
    }
  }
}
