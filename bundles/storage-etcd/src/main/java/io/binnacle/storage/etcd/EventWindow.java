package io.binnacle.storage.etcd;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The newest changes, so that a watch that begins a little behind needs no stream of its own.
 * Bounded by number and by bytes.
 */
final class EventWindow {
  static final int MOST_EVENTS = 4096;
  private static final long MOST_BYTES = 2 << 20;

  private final Deque<SeenEvent> events = new ArrayDeque<>();
  private long bytes;
  private long floor;

  /** Begins anew: holds all changes after {@code revision}, none so far. */
  void reset(long revision) {
    events.clear();
    bytes = 0;
    floor = revision;
  }

  /** All changes above this revision are held. */
  long floor() {
    return floor;
  }

  void add(SeenEvent event) {
    events.addLast(event);
    bytes += event.bytes();
    while (events.size() > MOST_EVENTS || bytes > MOST_BYTES) {
      SeenEvent oldest = events.removeFirst();
      bytes -= oldest.bytes();
      floor = oldest.event().revision();
    }
  }

  /** Forgets the changes before {@code revision}, as etcd has. */
  void compact(long revision) {
    while (!events.isEmpty() && events.peekFirst().event().revision() < revision) {
      bytes -= events.removeFirst().bytes();
    }
    floor = Math.max(floor, revision - 1);
  }

  /** Offers a watch all changes that are held and hands them on. */
  void replay(Watch watch) {
    for (SeenEvent event : events) {
      watch.offer(event);
    }
    watch.flush();
  }
}
