package io.binnacle.resources.core.internal.podsecurity;

import io.binnacle.api.object.Unstructured;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Who sets something: the pod for all of its containers, or containers for themselves. */
final class Setters {
  private Setters() {}

  /** Such as {@code pod} and {@code containers "a", "b"}. */
  static List<String> of(PodParts pod, Predicate<Unstructured> wrong) {
    List<String> setters = new ArrayList<>();
    if (wrong.test(pod.spec())) {
      setters.add("pod");
    }
    List<String> bad = pod.named(wrong);
    if (!bad.isEmpty()) {
      setters.add(Violation.named("container", bad));
    }
    return setters;
  }
}
