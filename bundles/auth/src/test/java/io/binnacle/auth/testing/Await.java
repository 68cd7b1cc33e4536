package io.binnacle.auth.testing;

import java.util.function.BooleanSupplier;

/** Waits for what happens on another thread. */
public final class Await {
  private Await() {}

  public static void until(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("never came true: " + what);
      }
      Thread.sleep(2);
    }
  }
}
