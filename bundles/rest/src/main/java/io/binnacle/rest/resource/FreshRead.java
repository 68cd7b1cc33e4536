package io.binnacle.rest.resource;

import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.cache.ResourceCache;
import io.binnacle.api.cache.Snapshot;
import io.binnacle.rest.answer.Exchange;
import java.util.function.Consumer;

/** Goes on with a request once the cache is as fresh as it asks, without holding a thread. */
final class FreshRead {
  private FreshRead() {}

  /**
   * @param next gets the snapshot: at once where the cache has it, else on the pool
   * @param failed gets the failure where there is none to be had
   */
  static void of(
      Exchange exchange,
      ResourceCache cache,
      ReadFreshness freshness,
      Consumer<? super Snapshot> next,
      Consumer<Throwable> failed) {
    Snapshot now = cache.snapshotNow(freshness);
    if (now != null) {
      next.accept(now);
    } else {
      exchange.dispatch(cache.freshSnapshot(freshness), next, failed);
    }
  }
}
