package io.binnacle.cacher;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The watchers of one type, found by the namespace that they watch and within it by an {@link
 * IndexTerm}, so that a change costs nothing for those that cannot want it. Not thread-safe: the
 * cache's monitor guards it.
 */
final class WatcherIndex {
  private final Map<String, WatcherGroup> byNamespace = new HashMap<>();
  private int size;

  void add(QueuedWatcher watcher) {
    byNamespace
        .computeIfAbsent(watcher.filter().namespace(), namespace -> new WatcherGroup())
        .add(watcher);
    size++;
  }

  void remove(QueuedWatcher watcher) {
    WatcherGroup group = byNamespace.get(watcher.filter().namespace());
    if (group != null && group.remove(watcher)) {
      size--;
      if (group.isEmpty()) {
        byNamespace.remove(watcher.filter().namespace());
      }
    }
  }

  int size() {
    return size;
  }

  /** Those that may want a change, each once. */
  List<QueuedWatcher> of(ChangeEvent change) {
    if (size == 0) {
      return List.of();
    }
    List<QueuedWatcher> found = new ArrayList<>();
    collect("", change, found);
    if (!change.namespace().isEmpty()) {
      collect(change.namespace(), change, found);
    }
    return found;
  }

  private void collect(String namespace, ChangeEvent change, List<QueuedWatcher> into) {
    WatcherGroup group = byNamespace.get(namespace);
    if (group != null) {
      group.collect(change, into);
    }
  }

  /** All watchers, which are no longer known afterwards. */
  List<QueuedWatcher> drain() {
    List<QueuedWatcher> all = new ArrayList<>();
    byNamespace.values().forEach(group -> group.collectAll(all));
    byNamespace.clear();
    size = 0;
    return all;
  }
}
