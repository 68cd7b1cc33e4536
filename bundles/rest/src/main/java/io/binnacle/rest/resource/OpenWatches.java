package io.binnacle.rest.resource;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * All open watches. One tick looks after the deadlines and bookmarks of all of them, so that a
 * watch costs no timer. Thread-safe.
 */
public final class OpenWatches {
  private static final long TICK_MILLIS = 250;

  /** One of them. */
  interface Entry {
    /** Called every now and then; ends the watch when it is time, or asks for a bookmark. */
    void tick(long now);

    /** Ends the answer cleanly. */
    void end();
  }

  private final Set<Entry> streams = ConcurrentHashMap.newKeySet();
  private final Scheduler scheduler;
  private volatile boolean stopped;

  public OpenWatches(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** Begins to look after them. */
  public void start() {
    schedule();
  }

  private void schedule() {
    if (!stopped) {
      scheduler.schedule(this::tick, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void tick() {
    try {
      long now = System.nanoTime();
      streams.forEach(stream -> stream.tick(now));
    } finally {
      schedule();
    }
  }

  void add(Entry stream) {
    streams.add(stream);
    if (stopped) {
      stream.end();
    }
  }

  void remove(Entry stream) {
    streams.remove(stream);
  }

  public int count() {
    return streams.size();
  }

  /** Ends all watches cleanly; those that begin later end at once. */
  public void stop() {
    stopped = true;
    streams.forEach(Entry::end);
  }
}
