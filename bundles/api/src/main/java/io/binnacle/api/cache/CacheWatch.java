package io.binnacle.api.cache;

import org.jspecify.annotations.Nullable;

/**
 * A registered watcher: a bounded queue of events. Its reader polls from one thread at a time and
 * never blocks; the cacher never waits for it, and ends it when its queue overflows.
 */
public interface CacheWatch extends AutoCloseable {
  /** The next event, or null if there is none now. */
  @Nullable WatchCacheEvent poll();

  /** True once no event will follow those already taken by {@link #poll}. */
  boolean isEnded();

  /**
   * Runs {@code signal} once, soon: as soon as {@link #poll} has something to give or the watch has
   * ended, which may be at once and on the caller's thread. The signal must not block.
   */
  void whenReady(Runnable signal);

  /** Asks for a bookmark event at the revision that the watch has seen everything up to. */
  void requestBookmark();

  /** Ends the watch and forgets what is queued. */
  @Override
  void close();
}
