package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Fields of features that are off in 1.36: who sets them is not refused, but they are not kept.
 * What has them already keeps them. Stateless.
 */
public final class DisabledFields {
  private static final List<String> PROJECTIONS = List.of("clusterTrustBundle", "podCertificate");

  private DisabledFields() {}

  /**
   * Takes them out of a new specification.
   *
   * @param spec of a pod or a template; changed in place
   */
  public static void drop(Unstructured spec) {
    drop(spec, new Unstructured(Map.of()));
  }

  /**
   * Takes out those that were not used before.
   *
   * @param spec of a pod or a template; changed in place
   * @param previous what it was before
   */
  public static void drop(Unstructured spec, Unstructured previous) {
    if (spec.content().isEmpty()) {
      return;
    }
    if (previous.get("schedulingGroup") == null) {
      spec.remove("schedulingGroup");
    }
    if (stopping(previous).isEmpty()) {
      for (Unstructured container : stopping(spec)) {
        container.remove("lifecycle", "stopSignal");
        if (container.map("lifecycle").isEmpty()) {
          container.remove("lifecycle");
        }
      }
    }
    for (String projection : PROJECTIONS) {
      if (projecting(previous, projection).isEmpty()) {
        projecting(spec, projection).forEach(source -> source.remove(projection));
      }
    }
  }

  private static List<Unstructured> stopping(Unstructured spec) {
    List<Unstructured> containers = new ArrayList<>();
    for (String list : PodSpecDefaults.CONTAINERS) {
      for (Unstructured container : spec.items(list)) {
        if (container.get("lifecycle", "stopSignal") != null) {
          containers.add(container);
        }
      }
    }
    return containers;
  }

  private static List<Unstructured> projecting(Unstructured spec, String projection) {
    List<Unstructured> sources = new ArrayList<>();
    for (Unstructured volume : spec.items("volumes")) {
      for (Unstructured source : volume.items("projected", "sources")) {
        if (source.get(projection) != null) {
          sources.add(source);
        }
      }
    }
    return sources;
  }
}
