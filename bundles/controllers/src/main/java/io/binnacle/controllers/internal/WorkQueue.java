package io.binnacle.controllers.internal;

import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the controllers have to look at: each namespace once for each of them, however often it was
 * asked for, and again with growing pauses where it could not be settled. Used by the executor's
 * one thread alone.
 */
final class WorkQueue {
  private static final Logger LOG = LoggerFactory.getLogger(WorkQueue.class);
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  /** One thing to do. */
  private record Task(Controller controller, String namespace) {}

  private final ScheduledExecutorService executor;
  private final BiConsumer<Controller, String> lookedAt;
  private final Set<Task> waiting = new HashSet<>();
  private final Map<Task, Integer> failures = new HashMap<>();

  /**
   * @param lookedAt told of each namespace that a controller has looked at
   */
  WorkQueue(ScheduledExecutorService executor, BiConsumer<Controller, String> lookedAt) {
    this.executor = executor;
    this.lookedAt = lookedAt;
  }

  void add(Controller controller, String namespace) {
    Task task = new Task(controller, namespace);
    if (waiting.add(task)) {
      schedule(() -> takeUp(task), 0);
    }
  }

  private void takeUp(Task task) {
    waiting.remove(task);
    run(task);
  }

  private void run(Task task) {
    Controller.Progress progress;
    try {
      progress = task.controller().reconcile(task.namespace());
    } catch (StatusException e) {
      report(task, e);
      progress = Controller.Progress.TRY_AGAIN;
    } catch (RuntimeException e) {
      LOG.error("{} failed on namespace {}", task.controller().name(), task.namespace(), e);
      progress = Controller.Progress.TRY_AGAIN;
    }
    lookedAt.accept(task.controller(), task.namespace());
    if (progress == Controller.Progress.DONE) {
      failures.remove(task);
    } else {
      int tries = failures.merge(task, 1, Integer::sum);
      schedule(() -> retry(task, tries), pause(tries));
    }
  }

  /** Nothing to do if another run has settled it, or come later, in between. */
  private void retry(Task task, int tries) {
    if (failures.getOrDefault(task, 0) == tries) {
      run(task);
    }
  }

  private static void report(Task task, StatusException e) {
    if (e.reason() == Reason.CONFLICT) {
      LOG.debug("{} on {}: {}", task.controller().name(), task.namespace(), e.getMessage());
    } else {
      LOG.warn("{} on {}: {}", task.controller().name(), task.namespace(), e.getMessage());
    }
  }

  private static long pause(int tries) {
    return Math.min(FIRST_PAUSE_MILLIS << Math.min(tries - 1, 10), LONGEST_PAUSE_MILLIS);
  }

  private void schedule(Runnable task, long delayMillis) {
    try {
      executor.schedule(task, delayMillis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("the controllers have stopped", e);
    }
  }
}
