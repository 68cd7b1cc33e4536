package io.binnacle.resources.apps.internal;

import io.binnacle.api.object.Unstructured;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Table cells that need more than a path. */
final class WorkloadCells {
  /** Numbers that are shown as 0 where the object does not have them. */
  static final List<String> COUNTS =
      List.of(
          "spec.replicas",
          "status.replicas",
          "status.readyReplicas",
          "status.updatedReplicas",
          "status.availableReplicas",
          "status.desiredNumberScheduled",
          "status.currentNumberScheduled",
          "status.numberReady",
          "status.updatedNumberScheduled",
          "status.numberAvailable");

  private WorkloadCells() {}

  static Function<Unstructured, @Nullable Object> count(String path) {
    String[] steps = path.split("\\.", -1);
    return object -> object.number(0, steps);
  }

  /** The controlling owner as {@code kind.group/name}, the way kubectl takes it. */
  static Object owner(Unstructured object) {
    for (Unstructured reference : object.items("metadata", "ownerReferences")) {
      if (reference.bool("controller")) {
        String version = reference.apiVersion();
        int slash = version.indexOf('/');
        String group = slash < 0 ? "" : "." + version.substring(0, slash);
        return reference.kind().toLowerCase(Locale.ROOT) + group + "/" + reference.string("name");
      }
    }
    return "<none>";
  }
}
