package io.binnacle.api.cache;

import io.binnacle.api.status.StatusException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The watch cache of one resource type. Thread-safe. */
public interface ResourceCache extends AutoCloseable {
  /** Whether the first read of storage is done and the cache follows its changes. */
  boolean isReady();

  /**
   * A snapshot as fresh as asked; blocks for a bounded time until the cache has caught up. Where
   * threads are scarce, use {@link #snapshotNow} and then {@link #freshSnapshot}.
   *
   * @throws StatusException Expired if an exact revision is no longer kept; Timeout with the cause
   *     {@code ResourceVersionTooLarge} if the revision does not come; TooManyRequests while the
   *     cache is not ready
   */
  Snapshot snapshot(ReadFreshness freshness);

  /**
   * The snapshot if the cache holds one that is as fresh as asked, null if it would have to wait
   * for it. Never waits itself and costs next to nothing.
   */
  default @Nullable Snapshot snapshotNow(ReadFreshness freshness) {
    return null;
  }

  /**
   * A snapshot as fresh as asked, without holding a thread while the cache catches up.
   *
   * @return completes on the caller's thread or on one of storage's, which must not be held up: go
   *     on by an {@code …Async} method. Fails with the {@link StatusException}s of {@link
   *     #snapshot}, as they are or as the cause of a {@link
   *     java.util.concurrent.CompletionException}
   */
  default CompletionStage<Snapshot> freshSnapshot(ReadFreshness freshness) {
    try {
      return CompletableFuture.completedFuture(snapshot(freshness));
    } catch (StatusException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /**
   * Registers a watcher, replaying events since the revision asked for. Blocks only where {@link
   * #snapshot} would for the revision that {@link WatchRequest.Start#INITIAL_EVENTS} asks for, or
   * while the cache is not ready.
   *
   * @throws StatusException Expired if events since then are gone
   */
  CacheWatch watch(WatchRequest request);

  /** The keys of stored objects whose bytes can't be read now, and why; mostly empty. */
  default Map<String, String> unreadable() {
    return Map.of();
  }

  /** Ends all watches cleanly and lets go of the objects; storage is not touched. */
  @Override
  void close();
}
