package io.binnacle.cacher;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A timer whose tasks run when a test says so, on the test's thread. */
final class ManualTimer extends ScheduledThreadPoolExecutor {
  private final List<Runnable> tasks = new ArrayList<>();

  ManualTimer() {
    super(0, Executors.defaultThreadFactory());
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    tasks.add(task);
    return super.schedule(() -> {}, 1, TimeUnit.DAYS);
  }

  /** Runs what has been scheduled so far. */
  void runAll() {
    List<Runnable> due = List.copyOf(tasks);
    tasks.clear();
    due.forEach(Runnable::run);
  }
}
