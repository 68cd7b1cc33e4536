package io.binnacle.plugins.guard;

import io.binnacle.api.cache.CacheWatch;
import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.cache.ResourceCache;
import io.binnacle.api.cache.Snapshot;
import io.binnacle.api.cache.WatchRequest;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The cache of a plugin's type. Whoever still asks once the type has gone is told that there is no
 * such type, and not to come again. Thread-safe.
 */
final class ConfinedCache implements ResourceCache {
  private final ResourceCache cache;
  private volatile boolean closed;

  ConfinedCache(ResourceCache cache) {
    this.cache = cache;
  }

  @Override
  public boolean isReady() {
    return cache.isReady();
  }

  @Override
  public Snapshot snapshot(ReadFreshness freshness) {
    try {
      return cache.snapshot(freshness);
    } catch (StatusException e) {
      throw closed ? gone() : e;
    }
  }

  @Override
  public @Nullable Snapshot snapshotNow(ReadFreshness freshness) {
    return cache.snapshotNow(freshness);
  }

  @Override
  public CompletionStage<Snapshot> freshSnapshot(ReadFreshness freshness) {
    CompletableFuture<Snapshot> result = new CompletableFuture<>();
    cache
        .freshSnapshot(freshness)
        .whenComplete(
            (snapshot, failure) -> {
              if (failure == null) {
                result.complete(snapshot);
              } else {
                result.completeExceptionally(closed ? gone() : failure);
              }
            });
    return result;
  }

  @Override
  public CacheWatch watch(WatchRequest request) {
    try {
      return cache.watch(request);
    } catch (StatusException e) {
      throw closed ? gone() : e;
    }
  }

  @Override
  public Map<String, String> unreadable() {
    return cache.unreadable();
  }

  private static StatusException gone() {
    return new StatusException(
        Reason.NOT_FOUND,
        Reason.NOT_FOUND.code(),
        "the server could not find the requested resource",
        StatusException.Details.of("", "", ""));
  }

  @Override
  public void close() {
    closed = true;
    cache.close();
  }
}
