package io.binnacle.benchmarks.load;

import io.binnacle.benchmarks.load.process.Target;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A number of like operations, several at once, measured. */
public final class Load {
  private static final long MAX_MINUTES = 60;

  /** One operation; false or an exception counts as an error. */
  @FunctionalInterface
  public interface Operation {
    boolean run(int index) throws IOException, InterruptedException;
  }

  private Load() {}

  /**
   * Runs operations 0 to count - 1.
   *
   * @param atOnce how many threads, each with one operation at a time
   */
  public static Measurement measure(Target target, int count, int atOnce, Operation operation)
      throws IOException, InterruptedException {
    long[] nanos = new long[count];
    AtomicInteger next = new AtomicInteger();
    AtomicLong errors = new AtomicLong();
    ExecutorService pool = Executors.newFixedThreadPool(atOnce);
    long cpu = target.cpuMicros();
    long start = System.nanoTime();
    for (int t = 0; t < atOnce; t++) {
      pool.execute(
          () -> {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
              long began = System.nanoTime();
              if (succeeds(operation, i)) {
                nanos[i] = System.nanoTime() - began;
              } else {
                errors.incrementAndGet();
              }
            }
          });
    }
    pool.shutdown();
    if (!pool.awaitTermination(MAX_MINUTES, TimeUnit.MINUTES)) {
      pool.shutdownNow();
      throw new IOException("not through after " + MAX_MINUTES + " minutes");
    }
    long wall = System.nanoTime() - start;
    return Measurement.of(count, wall, target.cpuMicros() - cpu, nanos, errors.get());
  }

  static boolean succeeds(Operation operation, int index) {
    try {
      return operation.run(index);
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
