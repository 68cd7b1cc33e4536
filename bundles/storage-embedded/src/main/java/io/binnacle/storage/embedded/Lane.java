package io.binnacle.storage.embedded;

import io.binnacle.api.storage.StorageException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * One thread that does things in order. The writer hands over with {@link #press}, which waits
 * while too much lies before it; others never wait.
 */
final class Lane implements AutoCloseable {
  private static final int MOST_PRESSED = 256;

  private final ExecutorService thread;
  private final Semaphore room = new Semaphore(MOST_PRESSED);

  Lane(String role) {
    thread = Executors.newSingleThreadExecutor(task -> thread(role, task));
  }

  static Thread thread(String role, Runnable task) {
    Thread thread = new Thread(task, "binnacle-storage-" + role);
    thread.setDaemon(true);
    return thread;
  }

  /** Does the task after all before it; false if the lane is closed. */
  boolean run(Runnable task) {
    try {
      thread.execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  /** As {@link #run}, waiting for room. */
  void press(Runnable task) {
    room.acquireUninterruptibly();
    boolean taken =
        run(
            () -> {
              room.release();
              task.run();
            });
    if (!taken) {
      room.release();
    }
  }

  /** Ends the thread after all that was handed over. */
  @Override
  public void close() {
    thread.shutdown();
    await(thread, thread.toString());
  }

  static void await(ExecutorService executor, String what) {
    try {
      if (!executor.awaitTermination(30, TimeUnit.SECONDS)) {
        throw new StorageException(
            StorageException.Code.UNAVAILABLE, what + " did not end within 30 s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
