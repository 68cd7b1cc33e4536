package io.binnacle.cacher;

import io.binnacle.api.storage.KeyValue;
import io.binnacle.api.storage.RangeRequest;
import io.binnacle.api.storage.RangeResult;
import io.binnacle.api.storage.Storage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * States from before the window, read from storage's history. The last one read is kept for a
 * moment, as whoever asks for a page of an old list mostly asks for the next. Thread-safe.
 */
final class PastStates {
  private static final int PAGE = 10_000;
  private static final long KEPT_SECONDS = 10;

  private record Kept(long revision, CompletableFuture<StoreSnapshot> state) {}

  private final StoredObjects objects;
  private final Storage storage;
  private final ScheduledExecutorService timer;
  private final EventMetrics metrics;
  private final String prefix;
  private volatile @Nullable Kept last;

  PastStates(
      String prefix,
      StoredObjects objects,
      Storage storage,
      ScheduledExecutorService timer,
      EventMetrics metrics) {
    this.prefix = prefix;
    this.objects = objects;
    this.storage = storage;
    this.timer = timer;
    this.metrics = metrics;
  }

  /** Fails with storage's COMPACTED where history is gone. */
  CompletableFuture<StoreSnapshot> at(long revision) {
    Kept kept = last;
    if (kept != null && kept.revision() == revision) {
      return kept.state();
    }
    Kept made = new Kept(revision, new CompletableFuture<>());
    last = made;
    readPage(made, objects.reading(), RangeRequest.prefix(prefix, revision, PAGE));
    return made.state();
  }

  private void readPage(Kept into, StoredObjects.Reading soFar, RangeRequest request) {
    storage
        .range(request)
        .whenComplete(
            (result, failure) -> {
              if (failure != null) {
                forget(into);
                into.state().completeExceptionally(failure);
              } else {
                take(into, soFar, request, result);
              }
            });
  }

  private void take(
      Kept into, StoredObjects.Reading soFar, RangeRequest request, RangeResult result) {
    metrics.storageListed.add(result.items().size());
    result.items().forEach(soFar::add);
    if (result.more()) {
      KeyValue lastItem = result.items().get(result.items().size() - 1);
      readPage(into, soFar, request.after(lastItem.key(), into.revision()));
      return;
    }
    metrics.storageLists.increment();
    timer.schedule(() -> forget(into), KEPT_SECONDS, TimeUnit.SECONDS);
    into.state().complete(soFar.snapshot(into.revision()));
  }

  private synchronized void forget(Kept kept) {
    if (last == kept) {
      last = null;
    }
  }
}
