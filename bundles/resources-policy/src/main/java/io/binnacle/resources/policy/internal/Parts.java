package io.binnacle.resources.policy.internal;

import io.binnacle.api.object.Unstructured;
import java.util.LinkedHashMap;
import java.util.Map;

/** Parts of a tree that may be missing. */
final class Parts {
  private Parts() {}

  /** A map of the object, an empty one if it has none. */
  static Unstructured of(Unstructured object, String... path) {
    return new Unstructured(
        object.get(path) instanceof Map<?, ?> ? object.map(path) : new LinkedHashMap<>());
  }
}
