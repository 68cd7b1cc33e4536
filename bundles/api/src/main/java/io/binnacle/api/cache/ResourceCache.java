package io.binnacle.api.cache;

/** The watch cache of one resource type. Thread-safe. */
public interface ResourceCache extends AutoCloseable {
  /** Whether the first read of storage is done and the cache follows its changes. */
  boolean isReady();

  /**
   * A snapshot as fresh as asked; waits a bounded time until the cache has caught up.
   *
   * @throws io.binnacle.api.status.StatusException Expired if an exact revision is no longer kept;
   *     Timeout with the cause {@code ResourceVersionTooLarge} if the revision does not come;
   *     TooManyRequests while the cache is not ready
   */
  Snapshot snapshot(ReadFreshness freshness);

  /**
   * Registers a watcher, replaying events since the revision asked for.
   *
   * @throws io.binnacle.api.status.StatusException Expired if events since then are gone
   */
  CacheWatch watch(WatchRequest request);

  /** Ends all watches cleanly and lets go of the objects; storage is not touched. */
  @Override
  void close();
}
