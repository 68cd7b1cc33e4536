package io.binnacle.registry;

import io.binnacle.api.storage.Storage;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Leases for objects that are to go by themselves. Objects written within a minute share one, so
 * that storage has few of them; what is written late in that time lives no shorter for it, as the
 * lease is granted that much longer. Thread-safe.
 */
final class Leases {
  private static final long SHARED_SECONDS = 60;
  private static final int MOST_OBJECTS = 1000;

  private final Storage storage;
  private final LongSupplier nanoTime;
  private final Map<Long, Shared> byTtl = new HashMap<>();

  /**
   * @param nanoTime tells how much time has passed
   */
  Leases(Storage storage, LongSupplier nanoTime) {
    this.storage = storage;
    this.nanoTime = nanoTime;
  }

  /** A lease, which may still have to be granted, and until when more may share it. */
  private static final class Shared {
    final CompletableFuture<Long> lease;
    final long until;
    int objects;

    Shared(CompletableFuture<Long> lease, long until) {
      this.lease = lease;
      this.until = until;
    }
  }

  /**
   * A lease for one object.
   *
   * @param ttlSeconds how long the object is to live at least, at least 1
   * @return completes with the lease, or fails as {@link Storage#grantLease} does
   */
  synchronized CompletableFuture<Long> lease(long ttlSeconds) {
    Shared shared = byTtl.get(ttlSeconds);
    if (shared == null || !isUsable(shared)) {
      long extra = Math.min(SHARED_SECONDS, Math.max(1, ttlSeconds / 20));
      shared =
          new Shared(
              storage.grantLease(ttlSeconds + extra).toCompletableFuture(),
              nanoTime.getAsLong() + TimeUnit.SECONDS.toNanos(extra));
      byTtl.put(ttlSeconds, shared);
    }
    shared.objects++;
    return shared.lease;
  }

  private boolean isUsable(Shared shared) {
    return !shared.lease.isCompletedExceptionally()
        && shared.objects < MOST_OBJECTS
        && nanoTime.getAsLong() - shared.until < 0;
  }
}
