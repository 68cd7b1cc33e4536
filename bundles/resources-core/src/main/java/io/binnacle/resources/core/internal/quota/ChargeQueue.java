package io.binnacle.resources.core.internal.quota;

import io.binnacle.api.status.StatusException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings the writes together that are to be charged to the same namespace's quotas at the same
 * time, so that a quota is written once for all of them. Whoever finds nobody at work in the
 * namespace works off what waits, on its own thread, and then hands over to the next. Thread-safe;
 * no lock is held at work.
 */
final class ChargeQueue {
  private static final long MOST_SECONDS = 10;

  /** A write that waits for its charge. */
  static final class Charge {
    private final QuotaCheck check;
    private final CompletableFuture<Turn> turn = new CompletableFuture<>();
    private volatile @Nullable StatusException refusal;

    Charge(QuotaCheck check) {
      this.check = check;
    }

    QuotaCheck check() {
      return check;
    }

    void refuse(StatusException why) {
      refusal = why;
    }
  }

  private enum Turn {
    DONE,
    YOURS
  }

  private final Consumer<List<Charge>> work;

  /** What waits, by namespace; a namespace is in it while somebody is at work there. */
  private final Map<String, Deque<Charge>> waiting = new HashMap<>();

  /**
   * @param work charges for all of them, and refuses those that are not to be; they are of one
   *     namespace
   */
  ChargeQueue(Consumer<List<Charge>> work) {
    this.work = work;
  }

  /** Waits until the write is charged for; throws what it is refused with. */
  void charge(QuotaCheck check) {
    Charge charge = new Charge(check);
    if (enter(charge) || awaitTurn(charge) == Turn.YOURS) {
      List<Charge> all = takeAll(check.namespace());
      try {
        work.accept(all);
      } finally {
        for (Charge other : all) {
          if (other != charge) {
            other.turn.complete(Turn.DONE);
          }
        }
        handOver(check.namespace());
      }
    }
    StatusException refusal = charge.refusal;
    if (refusal != null) {
      throw refusal;
    }
  }

  /** Whether the caller is to begin the work. */
  private synchronized boolean enter(Charge charge) {
    String namespace = charge.check.namespace();
    Deque<Charge> queue = waiting.get(namespace);
    boolean first = queue == null;
    if (queue == null) {
      queue = new ArrayDeque<>();
      waiting.put(namespace, queue);
    }
    queue.add(charge);
    return first;
  }

  private synchronized List<Charge> takeAll(String namespace) {
    Deque<Charge> queue = waiting.getOrDefault(namespace, new ArrayDeque<>());
    List<Charge> all = new ArrayList<>(queue);
    queue.clear();
    return all;
  }

  private synchronized void handOver(String namespace) {
    Deque<Charge> queue = waiting.get(namespace);
    Charge next = queue == null ? null : queue.peek();
    if (next == null) {
      waiting.remove(namespace);
    } else {
      next.turn.complete(Turn.YOURS);
    }
  }

  private Turn awaitTurn(Charge charge) {
    try {
      return charge.turn.get(MOST_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return givenUp(charge);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return givenUp(charge);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Out of the queue, unless the turn has come at this very moment. */
  private synchronized Turn givenUp(Charge charge) {
    if (charge.turn.isDone()) {
      return charge.turn.join();
    }
    Deque<Charge> queue = waiting.get(charge.check.namespace());
    if (queue != null) {
      queue.remove(charge);
    }
    throw StatusException.internalError("resource quota evaluation timed out");
  }
}
