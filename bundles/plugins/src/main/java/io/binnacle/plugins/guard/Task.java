package io.binnacle.plugins.guard;

import io.binnacle.api.status.StatusException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something to be done on a plugin's thread while the one that asks waits. It may be answered
 * before it is done: by a failure when it takes too long.
 */
final class Task<T> extends CompletableFuture<T> implements Runnable {
  private final Supplier<T> work;
  private volatile @Nullable Thread runner;

  Task(Supplier<T> work) {
    this.work = work;
  }

  @Override
  public void run() {
    if (isDone()) {
      return;
    }
    PluginThread thread = (PluginThread) Thread.currentThread();
    runner = thread;
    thread.begin(this);
    try {
      complete(work.get());
    } catch (Throwable t) {
      completeExceptionally(t);
    } finally {
      runner = null;
      thread.end();
    }
  }

  /**
   * Waits for the answer. If the one who waits is interrupted, so is the plugin.
   *
   * @throws InterruptedException the plugin may still be at it
   */
  T await() throws InterruptedException {
    try {
      return get();
    } catch (InterruptedException e) {
      Thread thread = runner;
      if (thread != null) {
        thread.interrupt();
      }
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw StatusException.internalError(String.valueOf(e.getCause()));
    }
  }
}
