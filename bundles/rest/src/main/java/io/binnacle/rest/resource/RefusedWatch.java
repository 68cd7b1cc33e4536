package io.binnacle.rest.resource;

import io.binnacle.api.cache.CacheWatch;
import io.binnacle.api.cache.WatchCacheEvent;
import io.binnacle.api.status.StatusException;
import org.jspecify.annotations.Nullable;

/** A watch that tells its client by an event why it can't be. Used by one thread at a time. */
final class RefusedWatch implements CacheWatch {
  private @Nullable WatchCacheEvent event;

  RefusedWatch(StatusException why) {
    event = WatchCacheEvent.error(why);
  }

  @Override
  public @Nullable WatchCacheEvent poll() {
    WatchCacheEvent only = event;
    event = null;
    return only;
  }

  @Override
  public boolean isEnded() {
    return event == null;
  }

  @Override
  public void whenReady(Runnable signal) {
    signal.run();
  }

  @Override
  public void requestBookmark() {
    // There is no revision that it has seen.
  }

  @Override
  public void close() {
    event = null;
  }
}
