package io.binnacle.cacher;

import io.binnacle.api.translate.LocalObject;
import java.util.Map;
import java.util.TreeMap;

/** What is right: the readable objects of the type as of every revision, simply remembered. */
final class ModelHistory {
  private final TreeMap<Long, TreeMap<String, LocalObject>> states = new TreeMap<>();
  private long revision = 1;

  ModelHistory() {
    states.put(1L, new TreeMap<>());
  }

  /** A write at a revision; null for an object that is gone or can't be read. */
  void put(long at, String key, LocalObject object) {
    TreeMap<String, LocalObject> next = new TreeMap<>(states.lastEntry().getValue());
    if (object == null) {
      next.remove(key);
    } else {
      next.put(key, object);
    }
    states.put(at, next);
    revision = at;
  }

  /** A write of something else. */
  void other(long at) {
    revision = at;
  }

  long revision() {
    return revision;
  }

  /** Keys and revisions of what a filter passes as of a revision. */
  Map<String, Long> at(long at, WatchFilter filter) {
    Map<String, Long> result = new TreeMap<>();
    states
        .floorEntry(at)
        .getValue()
        .forEach(
            (key, object) -> {
              if (filter.passes(object)) {
                result.put(key, object.revision());
              }
            });
    return result;
  }
}
