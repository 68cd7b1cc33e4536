package io.binnacle.itests.ssa;

import java.util.concurrent.TimeUnit;

/** Waits for what an operator does by itself. */
final class Eventually {
  private static final long SECONDS = 30;

  /** A look at something that may not be there yet. */
  interface Look {
    boolean isTrue() throws Exception;
  }

  private Eventually() {}

  /** Looks again and again; what is not there yet (null) counts as no. */
  static void holds(String what, Look look) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!isTrue(look)) {
      if (System.nanoTime() - end >= 0) {
        throw new AssertionError("not within " + SECONDS + " s: " + what);
      }
      Thread.sleep(50);
    }
  }

  private static boolean isTrue(Look look) throws Exception {
    try {
      return look.isTrue();
    } catch (NullPointerException e) {
      return false;
    }
  }
}
