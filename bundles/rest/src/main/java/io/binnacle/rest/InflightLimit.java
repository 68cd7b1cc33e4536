package io.binnacle.rest;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts requests of one kind in flight and refuses what is too many. Thread-safe. */
final class InflightLimit {
  private final int limit;
  private final AtomicInteger current = new AtomicInteger();

  /**
   * @param limit how many may be in flight; 0 for no limit
   */
  InflightLimit(int limit) {
    this.limit = limit;
  }

  /** Takes a place; false if there is none. */
  boolean enter() {
    if (current.incrementAndGet() > limit && limit > 0) {
      current.decrementAndGet();
      return false;
    }
    return true;
  }

  void leave() {
    current.decrementAndGet();
  }

  int current() {
    return current.get();
  }
}
