package io.binnacle.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * How much computing one input may cost: a second of the processor, as a busy machine has no say in
 * that. What the first run of a task spends on loading classes does not count.
 */
public final class Budget {
  private static final long LIMIT_MILLIS = 1000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private Budget() {}

  /**
   * Runs the task, and once more if it was slow.
   *
   * @throws AssertionError if it was slow again
   */
  public static void check(Runnable task) {
    if (millis(task) > LIMIT_MILLIS) {
      long again = millis(task);
      if (again > LIMIT_MILLIS) {
        throw new AssertionError("took " + again + " ms");
      }
    }
  }

  private static long millis(Runnable task) {
    long start = THREADS.getCurrentThreadCpuTime();
    task.run();
    return (THREADS.getCurrentThreadCpuTime() - start) / 1_000_000;
  }
}
