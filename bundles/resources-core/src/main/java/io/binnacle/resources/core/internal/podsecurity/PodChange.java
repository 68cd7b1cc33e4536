package io.binnacle.resources.core.internal.podsecurity;

import io.binnacle.api.object.Unstructured;
import java.util.List;

/** Tells changes of a pod that may make it less safe from those that can't. */
final class PodChange {
  private PodChange() {}

  /** Whether a container came, went, or has another image. */
  static boolean isSignificant(Unstructured pod, Unstructured previous) {
    for (String list : List.of("containers", "initContainers")) {
      List<Unstructured> now = pod.items("spec", list);
      List<Unstructured> before = previous.items("spec", list);
      if (now.size() != before.size()) {
        return true;
      }
      for (int i = 0; i < now.size(); i++) {
        if (!image(now.get(i)).equals(image(before.get(i)))) {
          return true;
        }
      }
    }
    List<Unstructured> before = previous.items("spec", "ephemeralContainers");
    return pod.items("spec", "ephemeralContainers").stream()
        .anyMatch(
            now ->
                before.stream()
                    .noneMatch(
                        old ->
                            old.string("name").equals(now.string("name"))
                                && image(old).equals(image(now))));
  }

  private static String image(Unstructured container) {
    return container.string("image");
  }
}
