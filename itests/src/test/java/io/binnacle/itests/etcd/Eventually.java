package io.binnacle.itests.etcd;

import java.util.concurrent.TimeUnit;

/** Waits for what becomes true by itself. */
public final class Eventually {
  /** A look at something that may not be there yet. */
  public interface Look {
    boolean isTrue() throws Exception;
  }

  private Eventually() {}

  /** Looks again and again; a look that throws counts as no. */
  public static void holds(String what, long seconds, Look look) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    String last = "";
    while (true) {
      try {
        if (look.isTrue()) {
          return;
        }
        last = "";
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        last = ", last: " + e;
      }
      if (System.nanoTime() - end >= 0) {
        throw new AssertionError("not within " + seconds + " s: " + what + last);
      }
      Thread.sleep(50);
    }
  }
}
