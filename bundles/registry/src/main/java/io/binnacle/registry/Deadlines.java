package io.binnacle.registry;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Ends futures that nobody has completed in time, give or take a second. A timer for each write
 * would cost more than the write's decision: here they are gathered, and somebody looks once a
 * second while there are any. Thread-safe.
 */
final class Deadlines {
  /** A future that is being waited for. Each is itself and equal to no other. */
  static final class Pending {
    private final CompletableFuture<?> future;
    private final long deadline;

    private Pending(CompletableFuture<?> future, long deadline) {
      this.future = future;
      this.deadline = deadline;
    }
  }

  private final long nanos;
  private final Supplier<? extends RuntimeException> failure;
  private final Executor later = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);
  private final Set<Pending> pending = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean looking = new AtomicBoolean();

  Deadlines(long seconds, Supplier<? extends RuntimeException> failure) {
    this.nanos = TimeUnit.SECONDS.toNanos(seconds);
    this.failure = failure;
  }

  /** Begins to wait for the future; {@link #met} has to be told when it is completed. */
  Pending watch(CompletableFuture<?> future) {
    Pending waiting = new Pending(future, System.nanoTime() + nanos);
    pending.add(waiting);
    if (!looking.get() && looking.compareAndSet(false, true)) {
      later.execute(this::look);
    }
    return waiting;
  }

  void met(Pending waiting) {
    pending.remove(waiting);
  }

  private void look() {
    long now = System.nanoTime();
    for (Pending waiting : pending) {
      if (waiting.deadline - now < 0) {
        pending.remove(waiting);
        waiting.future.completeExceptionally(failure.get());
      }
    }
    looking.set(false);
    if (!pending.isEmpty() && looking.compareAndSet(false, true)) {
      later.execute(this::look);
    }
  }
}
