package io.binnacle.cacher;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The watchers of one type, by the namespace that they watch, so that an event costs nothing for
 * those of other namespaces. Not thread-safe: the cacher's monitor guards it.
 */
final class Watchers {
  private final Map<String, Set<QueuedWatcher>> byNamespace = new HashMap<>();

  void add(QueuedWatcher watcher) {
    byNamespace.computeIfAbsent(watcher.namespace(), n -> new LinkedHashSet<>()).add(watcher);
  }

  void remove(QueuedWatcher watcher) {
    byNamespace.computeIfPresent(
        watcher.namespace(),
        (namespace, set) -> {
          set.remove(watcher);
          return set.isEmpty() ? null : set;
        });
  }

  /** Those that may want a change in the namespace. */
  List<QueuedWatcher> of(String namespace) {
    List<QueuedWatcher> result = new ArrayList<>(byNamespace.getOrDefault("", Set.of()));
    if (!namespace.isEmpty()) {
      result.addAll(byNamespace.getOrDefault(namespace, Set.of()));
    }
    return result;
  }

  /** All watchers, which are no longer known afterwards. */
  List<QueuedWatcher> drain() {
    List<QueuedWatcher> result = new ArrayList<>();
    byNamespace.values().forEach(result::addAll);
    byNamespace.clear();
    return result;
  }
}
