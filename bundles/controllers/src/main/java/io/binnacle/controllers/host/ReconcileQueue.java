package io.binnacle.controllers.host;

import io.binnacle.api.controller.Controller;
import io.binnacle.api.controller.ObjectKey;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The objects that a controller has to look at, each once however often it was asked for, and again
 * after a growing pause where it could not be settled. Between two of them the thread takes what
 * its informers have to tell. Of the controller's thread, but for {@link #add} and {@link
 * #addAfter}.
 */
final class ReconcileQueue {
  private static final Logger LOG = LoggerFactory.getLogger(ReconcileQueue.class);
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 60_000;

  private final Controller controller;
  private final ControllerThread thread;
  private final BooleanSupplier mayRun;
  private final ControllerCounts counts;
  private final Set<ObjectKey> waiting = new LinkedHashSet<>();
  private final Map<ObjectKey, Integer> failures = new HashMap<>();
  private boolean turnIsDue;

  /**
   * @param mayRun whether objects may be looked at now; what waits is kept until {@link #resume}
   */
  ReconcileQueue(
      Controller controller,
      ControllerThread thread,
      BooleanSupplier mayRun,
      ControllerCounts counts) {
    this.controller = controller;
    this.thread = thread;
    this.mayRun = mayRun;
    this.counts = counts;
  }

  void add(ObjectKey key) {
    thread.execute(
        () -> {
          waiting.add(key);
          takeTurn();
        });
  }

  void addAfter(ObjectKey key, Duration delay) {
    thread.schedule(
        () -> {
          waiting.add(key);
          takeTurn();
        },
        delay.toMillis());
  }

  /** Goes on with what waits, as {@code mayRun} may have become true. */
  void resume() {
    thread.execute(this::takeTurn);
  }

  private void takeTurn() {
    counts.waiting(waiting.size());
    if (!turnIsDue && !waiting.isEmpty() && mayRun.getAsBoolean()) {
      turnIsDue = true;
      thread.execute(this::turn);
    }
  }

  private void turn() {
    turnIsDue = false;
    if (waiting.isEmpty() || !mayRun.getAsBoolean()) {
      return;
    }
    ObjectKey key = waiting.iterator().next();
    waiting.remove(key);
    look(key);
    takeTurn();
  }

  private void look(ObjectKey key) {
    try {
      Optional<Duration> again = controller.reconcile(key);
      failures.remove(key);
      counts.settled();
      again.ifPresent(delay -> addAfter(key, delay));
    } catch (InterruptedException e) {
      // The thread is being ended.
      Thread.currentThread().interrupt();
    } catch (StatusException e) {
      if (e.reason() == Reason.CONFLICT) {
        LOG.debug("{} on {}: {}", controller.name(), key, e.getMessage());
      } else {
        LOG.warn("{} on {}: {}", controller.name(), key, e.getMessage());
      }
      retry(key);
    } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
      LOG.error("{} failed on {}", controller.name(), key, e);
      retry(key);
    }
  }

  private void retry(ObjectKey key) {
    counts.failed();
    int tries = failures.merge(key, 1, Integer::sum);
    long pause = Math.min(FIRST_PAUSE_MILLIS << Math.min(tries - 1, 20), LONGEST_PAUSE_MILLIS);
    addAfter(key, Duration.ofMillis(pause));
  }
}
