package io.binnacle.cacher;

import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.cacher.FreshnessWaiters.Waiter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Gives reads a state as fresh as they ask. Where the cache is behind, the read is set down and
 * answered by whoever brings the cache forward; no thread waits. Thread-safe.
 */
final class FreshReads {
  /** How long the cache may take to come to a revision, as kube-apiserver has it. */
  static final long CATCH_UP = TimeUnit.SECONDS.toNanos(3);

  private static final long LOOK_MILLIS = 100;

  private final WatchCache cache;
  private final Reflector reflector;
  private final PastStates past;
  private final StorageProgress progress;
  private final ScheduledExecutorService timer;
  private final ReadMetrics metrics;
  private final AtomicBoolean looking = new AtomicBoolean();

  FreshReads(
      WatchCache cache,
      Reflector reflector,
      PastStates past,
      StorageProgress progress,
      ScheduledExecutorService timer,
      ReadMetrics metrics) {
    this.cache = cache;
    this.reflector = reflector;
    this.past = past;
    this.progress = progress;
    this.timer = timer;
    this.metrics = metrics;
  }

  /** The state if it is there, else null. */
  @Nullable StoreSnapshot now(ReadFreshness freshness) {
    if (freshness.mode() == ReadFreshness.Mode.MOST_RECENT) {
      StoreSnapshot newest = reflector.newest();
      if (newest != null) {
        metrics.consistentRead(true);
      }
      return newest;
    }
    StoreSnapshot state = cache.current();
    if (!cache.isReady() || state.revision() < freshness.revision()) {
      return null;
    }
    return freshness.mode() == ReadFreshness.Mode.EXACT ? cache.at(freshness.revision()) : state;
  }

  /** The state as soon as it is there; fails with what the reader is to be told. */
  CompletableFuture<StoreSnapshot> fresh(ReadFreshness freshness) {
    StoreSnapshot state = now(freshness);
    if (state != null) {
      return CompletableFuture.completedFuture(state);
    }
    long revision = freshness.revision();
    return switch (freshness.mode()) {
      case ANY -> reached(0);
      case NOT_OLDER_THAN -> reached(revision);
      case EXACT -> reached(revision).thenCompose(reached -> exactly(revision));
      case MOST_RECENT -> {
        CompletableFuture<StoreSnapshot> read =
            progress.currentRevision().toCompletableFuture().thenCompose(this::reached);
        read.whenComplete((found, failure) -> metrics.consistentRead(failure == null));
        yield read;
      }
    };
  }

  private CompletableFuture<StoreSnapshot> exactly(long revision) {
    StoreSnapshot kept = cache.at(revision);
    return kept != null ? CompletableFuture.completedFuture(kept) : past.at(revision);
  }

  /** The state once it has come to a revision. */
  private CompletableFuture<StoreSnapshot> reached(long revision) {
    long now = System.nanoTime();
    Waiter waiter = new Waiter(revision, now, new CompletableFuture<>());
    if (!cache.await(waiter)) {
      return cache.isClosed()
          ? CompletableFuture.failedFuture(Failures.notReady())
          : CompletableFuture.completedFuture(cache.current());
    }
    waiter.done().whenComplete((s, failure) -> metrics.waited(System.nanoTime() - now));
    progress.ask();
    lookLater();
    return waiter.done();
  }

  private void lookLater() {
    if (looking.compareAndSet(false, true)) {
      try {
        timer.schedule(this::look, LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        cache.close();
      }
    }
  }

  /** Tells those that have waited too long, and asks storage again for the others. */
  private void look() {
    List<Waiter> late = cache.waitingSince(System.nanoTime() - CATCH_UP);
    for (Waiter waiter : late) {
      waiter
          .done()
          .completeExceptionally(
              cache.isReady()
                  ? Failures.tooLargeRevision(waiter.revision(), cache.current().revision())
                  : Failures.notReady());
    }
    looking.set(false);
    if (cache.hasWaiters()) {
      progress.askAnew();
      lookLater();
    }
  }
}
