package io.binnacle.storage.etcd;

import java.time.Duration;

/**
 * How long a kind of call may take and whether it may be made twice.
 *
 * @param repeatable whether it may be sent again though the first may have arrived
 * @param total until it fails, nanoseconds
 * @param first until the first member that was asked is given up, nanoseconds; doubles each time
 */
record Patience(boolean repeatable, long total, long first) {
  /** For small reads, whose late answer shows that a member is in trouble. */
  static Patience probing(Duration total) {
    return new Patience(true, total.toNanos(), total.toNanos() / 5);
  }

  /** For reads that may be long. */
  static Patience reading(Duration total) {
    return new Patience(true, 3 * total.toNanos(), 3 * total.toNanos());
  }

  /** For what may be done twice. */
  static Patience repeatable(Duration total) {
    return new Patience(true, total.toNanos(), total.toNanos() / 2);
  }

  /** For what must not be done twice. */
  static Patience once(Duration total) {
    return new Patience(false, total.toNanos(), total.toNanos());
  }
}
