package io.binnacle.plugins.guard;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A call into a plugin's code, from when it is entered until it is left. Made and left by the
 * plugin's thread; the {@link Watchdog} may find it overdue at any moment in between.
 */
final class Call {
  private static final int RUNNING = 0;
  private static final int LEFT = 1;
  private static final int OVERDUE = 2;

  private final String what;
  private final long began = System.nanoTime();
  private final long nanos;
  private final @Nullable Call outer;
  private final AtomicInteger state = new AtomicInteger(RUNNING);
  private volatile boolean interrupted;
  private volatile long interruptedAt;

  /** Of the watchdog's thread. */
  private long allocatedAtFirst = -1;

  private boolean captured;

  Call(String what, long nanos, @Nullable Call outer) {
    this.what = what;
    this.nanos = nanos;
    this.outer = outer;
  }

  String what() {
    return what;
  }

  @Nullable Call outer() {
    return outer;
  }

  boolean isOverTime(long now) {
    return now - began > nanos;
  }

  boolean isOverdue() {
    return state.get() == OVERDUE;
  }

  /** Of an overdue call: how long it has gone on since it was interrupted. */
  long nanosSinceInterrupt(long now) {
    return interrupted ? now - interruptedAt : 0;
  }

  /** How much has been allocated since this was first asked. */
  long allocatedSince(long allocatedByThread) {
    if (allocatedAtFirst < 0) {
      allocatedAtFirst = allocatedByThread;
    }
    return allocatedByThread - allocatedAtFirst;
  }

  /** Interrupts the call unless it has been left; false if it has. */
  boolean interrupt(Thread thread) {
    if (!state.compareAndSet(RUNNING, OVERDUE)) {
      return false;
    }
    thread.interrupt();
    interruptedAt = System.nanoTime();
    interrupted = true;
    return true;
  }

  /** Whether nobody has said yet that the call does not even come back when interrupted. */
  boolean firstSeenCaptured() {
    boolean first = !captured;
    captured = true;
    return first;
  }

  /**
   * The call is over.
   *
   * @return whether it was so in time; if not, the thread's interrupt has been cleared
   */
  boolean leave() {
    if (state.compareAndSet(RUNNING, LEFT)) {
      return true;
    }
    while (!interrupted) {
      Thread.onSpinWait();
    }
    Thread.interrupted();
    return false;
  }
}
