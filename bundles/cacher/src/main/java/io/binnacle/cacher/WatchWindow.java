package io.binnacle.cacher;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The latest changes with the snapshot after each: what watches are resumed from and exact reads
 * are served from. Bounded by count. Not thread-safe: the cacher's monitor guards it.
 */
final class WatchWindow {
  private record Entry(ChangeEvent change, StoreSnapshot after) {}

  private final int capacity;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private StoreSnapshot start;

  WatchWindow(int capacity, StoreSnapshot start) {
    this.capacity = capacity;
    this.start = start;
  }

  void append(ChangeEvent change, StoreSnapshot after) {
    entries.addLast(new Entry(change, after));
    if (entries.size() > capacity) {
      start = entries.removeFirst().after();
    }
  }

  /** The oldest revision from which a watch misses nothing. */
  long oldestRevision() {
    return start.revision();
  }

  /** The changes after a revision that is not older than the oldest, in order. */
  List<ChangeEvent> since(long revision) {
    List<ChangeEvent> result = new ArrayList<>();
    var newestFirst = entries.descendingIterator();
    while (newestFirst.hasNext()) {
      ChangeEvent change = newestFirst.next().change();
      if (change.revision() <= revision) {
        break;
      }
      result.add(change);
    }
    java.util.Collections.reverse(result);
    return result;
  }

  /** The state as of a revision, null if it is older than the window. */
  @Nullable StoreSnapshot at(long revision) {
    if (revision < start.revision()) {
      return null;
    }
    var newestFirst = entries.descendingIterator();
    while (newestFirst.hasNext()) {
      StoreSnapshot after = newestFirst.next().after();
      if (after.revision() <= revision) {
        return after.at(revision);
      }
    }
    return start.at(revision);
  }
}
