package io.binnacle.registry;

import io.binnacle.api.registry.WriteResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes writes through their steps. Until the first change is handed to storage everything runs on
 * the caller's thread; from then on {@link #start} goes on with the engine's thread, and what may
 * block has a few threads of its own, which go when there is nothing to do.
 */
final class StepRunner {
  private static final int WORKERS = 8;

  private final StoredState state;
  private final ThreadPoolExecutor workers;

  StepRunner(StoredState state) {
    this.state = state;
    this.workers =
        new ThreadPoolExecutor(
            WORKERS, WORKERS, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), StepRunner::thread);
    workers.allowCoreThreadTimeOut(true);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "binnacle-registry-worker");
    thread.setDaemon(true);
    return thread;
  }

  /** Waits until the write is over. */
  WriteResult await(Step first) {
    Step step = first;
    while (true) {
      if (step instanceof Step.Done done) {
        return done.result();
      }
      step =
          step instanceof Step.Store store
              ? store.then().apply(state.write(store.txn()))
              : ((Step.Work) step).work().get();
    }
  }

  /** Goes as far as it can without waiting; the rest follows when storage has answered. */
  CompletionStage<WriteResult> start(Step first) {
    Step step = first;
    while (step instanceof Step.Work work) {
      step = work.work().get();
    }
    if (step instanceof Step.Done done) {
      return CompletableFuture.completedFuture(done.result());
    }
    CompletableFuture<WriteResult> end = new CompletableFuture<>();
    store((Step.Store) step, end);
    return end;
  }

  private void store(Step.Store store, CompletableFuture<WriteResult> end) {
    state
        .writeLater(store.txn())
        .whenComplete(
            (result, failure) -> {
              if (failure == null) {
                advance(() -> store.then().apply(result), end);
              } else {
                end.completeExceptionally(failure);
              }
            });
  }

  private void advance(Supplier<Step> by, CompletableFuture<WriteResult> end) {
    Step step = next(by, end);
    if (step instanceof Step.Done done) {
      end.complete(done.result());
    } else if (step instanceof Step.Store store) {
      store(store, end);
    } else if (step instanceof Step.Work work) {
      workers.execute(() -> advance(work.work(), end));
    }
  }

  /** Null if it failed, which {@code end} has then been told. */
  private static @Nullable Step next(Supplier<Step> by, CompletableFuture<WriteResult> end) {
    try {
      return by.get();
    } catch (RuntimeException | Error e) {
      end.completeExceptionally(e);
      return null;
    }
  }
}
