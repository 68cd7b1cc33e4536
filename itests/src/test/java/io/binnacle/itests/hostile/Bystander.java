package io.binnacle.itests.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.itests.ApiClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/**
 * Somebody who goes on reading meanwhile, and must not be disturbed. Closed, he says how it was.
 */
final class Bystander implements AutoCloseable {
  private static final Duration BEARABLE = Duration.ofSeconds(2);

  private final ApiClient client;
  private final CompletableFuture<long[]> waits;
  private volatile boolean done;

  Bystander(Victim victim) throws Exception {
    this.client = ApiClient.admin(victim.server());
    client.get("/api/v1/namespaces/default").expect(200);
    this.waits =
        CompletableFuture.supplyAsync(this::watch, r -> new Thread(r, "bystander").start());
  }

  private long[] watch() {
    long[] nanos = new long[100_000];
    int count = 0;
    try {
      while (!done && count < nanos.length) {
        long start = System.nanoTime();
        client.get("/api/v1/namespaces/default").expect(200);
        nanos[count++] = System.nanoTime() - start;
        Thread.sleep(10);
      }
    } catch (java.io.IOException | InterruptedException e) {
      throw new AssertionError("the bystander was disturbed", e);
    }
    return Arrays.copyOf(nanos, count);
  }

  /** Ends; fails if of twenty reads one took longer than is bearable. */
  @Override
  public void close() {
    done = true;
    long[] sorted = waits.join();
    Arrays.sort(sorted);
    assertTrue(sorted.length > 0);
    Duration typical = Duration.ofNanos(sorted[sorted.length * 19 / 20]);
    assertEquals(-1, Integer.signum(typical.compareTo(BEARABLE)), () -> "waited " + typical);
  }
}
