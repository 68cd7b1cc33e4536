package io.binnacle.resources.core.internal.podsecurity;

import io.binnacle.api.object.Unstructured;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A pod, or a template of pods, as the checks see it.
 *
 * @param annotations its annotations
 * @param spec its spec
 * @param containers all of its containers: init containers, then its own, then ephemeral ones
 */
record PodParts(Map<String, String> annotations, Unstructured spec, List<Unstructured> containers) {
  /**
   * @param object a pod, or what is at {@code template} in others
   */
  static PodParts of(Unstructured object) {
    Unstructured spec = new Unstructured(object.map("spec"));
    List<Unstructured> containers = new ArrayList<>();
    for (String list : List.of("initContainers", "containers", "ephemeralContainers")) {
      containers.addAll(spec.items(list));
    }
    return new PodParts(object.annotations(), spec, containers);
  }

  /** The names of the containers that something is true of. */
  List<String> named(Predicate<Unstructured> wrong) {
    return containers.stream().filter(wrong).map(c -> c.string("name")).toList();
  }

  boolean isWindows() {
    return spec.string("os", "name").equals("windows");
  }

  /** Whether root in the pod is nobody on its node. */
  boolean hasUserNamespace() {
    return Boolean.FALSE.equals(spec.get("hostUsers"));
  }
}
