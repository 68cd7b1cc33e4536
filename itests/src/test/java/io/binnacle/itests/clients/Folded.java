package io.binnacle.itests.clients;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What somebody knows who was told of every change: the version of each object by its name. An
 * object that is told of in the wrong way, such as one that is added twice, is remembered as wrong.
 * Thread-safe.
 */
final class Folded {
  private final Map<String, String> versions = new ConcurrentHashMap<>();
  private final Map<String, String> wrong = new ConcurrentHashMap<>();

  void added(String name, String version) {
    if (versions.put(name, version) != null) {
      wrong.put(name, "added twice");
    }
  }

  void updated(String name, String version) {
    if (versions.put(name, version) == null) {
      wrong.put(name, "updated before it was added");
    }
  }

  void deleted(String name) {
    if (versions.remove(name) == null) {
      wrong.put(name, "deleted before it was added");
    }
  }

  Map<String, String> state() {
    Map<String, String> state = new TreeMap<>(versions);
    state.putAll(wrong);
    return state;
  }
}
