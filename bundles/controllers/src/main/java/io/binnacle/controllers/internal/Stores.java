package io.binnacle.controllers.internal;

import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.type.Verb;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The stores that are there now, by resource. Thread-safe; they come and go at any time. */
final class Stores {
  private final Map<String, ResourceStore> byResource = new ConcurrentSkipListMap<>();

  void add(ResourceStore store) {
    byResource.put(store.type().resource().toString(), store);
  }

  void remove(ResourceStore store) {
    byResource.remove(store.type().resource().toString(), store);
  }

  /**
   * @param resource such as {@code pods} or {@code deployments.apps}
   */
  Optional<ResourceStore> find(String resource) {
    return Optional.ofNullable(byResource.get(resource));
  }

  /** Those whose objects live in namespaces and can be deleted. */
  List<ResourceStore> namespaced() {
    return byResource.values().stream()
        .filter(store -> store.type().isNamespaced())
        .filter(store -> store.type().review().isEmpty())
        .filter(store -> store.type().verbs().contains(Verb.DELETE))
        .toList();
  }
}
