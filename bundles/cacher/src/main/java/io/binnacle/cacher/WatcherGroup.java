package io.binnacle.cacher;

import io.binnacle.api.translate.LocalObject;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The watchers of one namespace, or of all. Each is in one place only: under the value that it is
 * found by, or among those that every change may concern. A change is looked up by what the object
 * was and by what it is, so that a watcher also hears of objects that leave its selector.
 */
final class WatcherGroup {
  private final Set<QueuedWatcher> unindexed = new LinkedHashSet<>();
  private final Map<String, Set<QueuedWatcher>> byName = new HashMap<>();
  private final Map<String, Map<String, Set<QueuedWatcher>>> byField = new HashMap<>();
  private final Map<String, Map<String, Set<QueuedWatcher>>> byLabel = new HashMap<>();

  void add(QueuedWatcher watcher) {
    IndexTerm term = watcher.term();
    if (term == null) {
      unindexed.add(watcher);
      return;
    }
    values(term).computeIfAbsent(term.value(), value -> new LinkedHashSet<>(4)).add(watcher);
  }

  private Map<String, Set<QueuedWatcher>> values(IndexTerm term) {
    return switch (term.kind()) {
      case NAME -> byName;
      case FIELD -> byField.computeIfAbsent(term.key(), key -> new HashMap<>());
      case LABEL -> byLabel.computeIfAbsent(term.key(), key -> new HashMap<>());
    };
  }

  /** False if it was not there. */
  boolean remove(QueuedWatcher watcher) {
    IndexTerm term = watcher.term();
    if (term == null) {
      return unindexed.remove(watcher);
    }
    Map<String, Set<QueuedWatcher>> values = values(term);
    Set<QueuedWatcher> set = values.get(term.value());
    boolean removed = set != null && set.remove(watcher);
    if (set != null && set.isEmpty()) {
      values.remove(term.value());
    }
    if (values.isEmpty()) {
      byField.remove(term.key(), values);
      byLabel.remove(term.key(), values);
    }
    return removed;
  }

  boolean isEmpty() {
    return unindexed.isEmpty() && byName.isEmpty() && byField.isEmpty() && byLabel.isEmpty();
  }

  /** Adds those that may want the change. */
  void collect(ChangeEvent change, List<QueuedWatcher> into) {
    into.addAll(unindexed);
    LocalObject before = change.previous();
    LocalObject after = change.current();
    if (!byName.isEmpty()) {
      LocalObject either = Objects.requireNonNull(after != null ? after : before);
      collect(byName, either.name(), into);
    }
    for (Map.Entry<String, Map<String, Set<QueuedWatcher>>> field : byField.entrySet()) {
      collect(field.getValue(), field(before, field.getKey()), field(after, field.getKey()), into);
    }
    for (Map.Entry<String, Map<String, Set<QueuedWatcher>>> label : byLabel.entrySet()) {
      collect(label.getValue(), label(before, label.getKey()), label(after, label.getKey()), into);
    }
  }

  /** A field that an object lacks counts as empty, as selectors see it. */
  private static @Nullable String field(@Nullable LocalObject object, String field) {
    return object == null ? null : object.fields().getOrDefault(field, "");
  }

  private static @Nullable String label(@Nullable LocalObject object, String label) {
    return object == null ? null : object.labels().get(label);
  }

  private static void collect(
      Map<String, Set<QueuedWatcher>> values,
      @Nullable String before,
      @Nullable String after,
      List<QueuedWatcher> into) {
    if (before != null && !before.equals(after)) {
      collect(values, before, into);
    }
    if (after != null) {
      collect(values, after, into);
    }
  }

  private static void collect(
      Map<String, Set<QueuedWatcher>> values, String value, List<QueuedWatcher> into) {
    Set<QueuedWatcher> found = values.get(value);
    if (found != null) {
      into.addAll(found);
    }
  }

  void collectAll(List<QueuedWatcher> into) {
    into.addAll(unindexed);
    byName.values().forEach(into::addAll);
    byField.values().forEach(values -> values.values().forEach(into::addAll));
    byLabel.values().forEach(values -> values.values().forEach(into::addAll));
  }
}
