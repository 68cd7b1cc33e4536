package io.binnacle.cacher;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The latest changes: what watches are resumed from and exact reads are served from.
 *
 * <p>It keeps what is younger than {@link #FRESH} up to a number of changes and of bytes that only
 * it keeps in memory, and of older ones a smaller number. Every few changes it holds the state
 * after one; states between are made from the changes. Not thread-safe: the cache's monitor guards
 * it.
 */
final class WatchWindow {
  /** How long a watcher may be away and still resume, as kube-apiserver's default. */
  static final long FRESH = TimeUnit.SECONDS.toNanos(75);

  /**
   * How much is kept.
   *
   * @param least changes that are kept whatever they weigh
   * @param most changes kept while fresh
   * @param mostBytes bytes kept while fresh
   * @param mostOld changes kept that are no longer fresh
   * @param mostOldBytes bytes kept that are no longer fresh
   */
  record Limits(int least, int most, long mostBytes, int mostOld, long mostOldBytes) {
    static final Limits USUAL = new Limits(100, 100_000, 32L << 20, 2_000, 4L << 20);
  }

  private static final int STATE_EVERY = 16;
  // Watchers that keep up have taken an event by then; its encodings are not worth their memory.
  private static final int EVENTS_KEPT = 256;

  private record Entry(ChangeEvent change, long time, @Nullable StoreSnapshot after) {}

  private Entry[] ring = new Entry[64];
  private int head;
  private int size;
  private int sinceState;
  private long bytes;
  private final Limits limits;
  private StoreSnapshot start;

  WatchWindow(Limits limits, StoreSnapshot start) {
    this.limits = limits;
    this.start = start;
  }

  /**
   * @param after the state after the change
   * @param now the time in nanoseconds, of any beginning
   */
  void append(ChangeEvent change, StoreSnapshot after, long now) {
    if (size == ring.length) {
      grow();
    }
    boolean keepState = ++sinceState == STATE_EVERY;
    ring[(head + size) & (ring.length - 1)] = new Entry(change, now, keepState ? after : null);
    sinceState = keepState ? 0 : sinceState;
    size++;
    bytes += change.supersededBytes();
    if (size > EVENTS_KEPT) {
      entry(size - 1 - EVENTS_KEPT).change().forgetEvents();
    }
    while (size > limits.least() && isTooMuch(now)) {
      dropOldest();
    }
  }

  private boolean isTooMuch(long now) {
    if (size > limits.most() || bytes > limits.mostBytes()) {
      return true;
    }
    return (size > limits.mostOld() || bytes > limits.mostOldBytes())
        && now - entry(0).time() > FRESH;
  }

  private void dropOldest() {
    ChangeEvent oldest = entry(0).change();
    start = follow(start, 0, 1);
    ring[head] = null;
    head = (head + 1) & (ring.length - 1);
    size--;
    bytes -= oldest.supersededBytes();
  }

  private void grow() {
    Entry[] larger = new Entry[ring.length * 2];
    for (int i = 0; i < size; i++) {
      larger[i] = entry(i);
    }
    ring = larger;
    head = 0;
  }

  private Entry entry(int i) {
    return ring[(head + i) & (ring.length - 1)];
  }

  /** The changes from one index to another, exclusive, put onto a state. */
  private StoreSnapshot follow(StoreSnapshot base, int from, int to) {
    StoreSnapshot state = base;
    for (int i = from; i < to; i++) {
      Entry entry = entry(i);
      StoreSnapshot after = entry.after();
      ChangeEvent change = entry.change();
      state =
          after != null
              ? after
              : state.after(
                  new StoredChange(change.key(), change.revision(), change.current(), null));
    }
    return state;
  }

  /** How many changes it has room for now. */
  int capacity() {
    return ring.length;
  }

  /** The oldest revision from which a watch misses nothing. */
  long oldestRevision() {
    return start.revision();
  }

  /** The changes after a revision that is not older than the oldest, in order. */
  List<ChangeEvent> since(long revision) {
    int from = countUpTo(revision);
    ChangeEvent[] changes = new ChangeEvent[size - from];
    for (int i = from; i < size; i++) {
      changes[i - from] = entry(i).change();
    }
    return Arrays.asList(changes);
  }

  /** How many changes are not younger than a revision. */
  private int countUpTo(long revision) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (entry(middle).change().revision() <= revision) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The state as of a revision, null if it is older than the window. */
  @Nullable StoreSnapshot at(long revision) {
    if (revision < start.revision()) {
      return null;
    }
    int count = countUpTo(revision);
    int from = count;
    while (from > 0 && entry(from - 1).after() == null) {
      from--;
    }
    StoreSnapshot base = from == 0 ? start : entry(from - 1).after();
    return follow(base == null ? start : base, from, count).at(revision);
  }
}
