package io.binnacle.cacher;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** Readers that wait for a revision. Not thread-safe: the cache's monitor guards it. */
final class FreshnessWaiters {
  /**
   * @param revision what the state must have come to; 0: that there is one
   * @param since when the wait began, in nanoseconds
   * @param done completed outside of all locks
   */
  record Waiter(long revision, long since, CompletableFuture<StoreSnapshot> done) {}

  private final List<Waiter> waiting = new ArrayList<>();

  void add(Waiter waiter) {
    waiting.add(waiter);
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  List<Waiter> take(Predicate<Waiter> which) {
    if (waiting.isEmpty()) {
      return List.of();
    }
    List<Waiter> taken = new ArrayList<>();
    waiting.removeIf(waiter -> which.test(waiter) && taken.add(waiter));
    return taken;
  }
}
