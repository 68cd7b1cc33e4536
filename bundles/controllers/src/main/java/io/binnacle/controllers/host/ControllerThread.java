package io.binnacle.controllers.host;

import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread of a controller. What is given to it after its end is forgotten. */
final class ControllerThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControllerThread.class);
  private static final long END_SECONDS = 5;

  private final String controller;
  private final ScheduledExecutorService executor;

  ControllerThread(String controller) {
    this.controller = controller;
    this.executor =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "controller-" + controller);
              thread.setDaemon(true);
              return thread;
            });
  }

  /** The controller's name. */
  String controller() {
    return controller;
  }

  void execute(Runnable task) {
    schedule(task, 0);
  }

  void schedule(Runnable task, long delayMillis) {
    try {
      executor.schedule(task, delayMillis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("{} has stopped", controller, e);
    }
  }

  /** Ends what it does, and waits for a while for that; a controller that goes on is named. */
  @Override
  public void close() {
    executor.shutdownNow();
    try {
      if (!executor.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("controller {} does not stop: its thread is left behind", controller);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
