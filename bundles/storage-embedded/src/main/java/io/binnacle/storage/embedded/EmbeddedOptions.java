package io.binnacle.storage.embedded;

import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * How an embedded store behaves.
 *
 * @param compactionInterval how often history is compacted, each time to the revision of the time
 *     before: history is kept for at least this long; zero turns it off
 * @param writeQueue how many writes may wait before further ones fail with {@code UNAVAILABLE}
 * @param segmentBytes the size at which a log file is ended and another begun
 * @param snapshotBytes the size of the files below which they are never rewritten
 * @param leaseCheck how often expired leases are looked for; zero turns it off
 * @param nanoTime the clock of leases, like {@link System#nanoTime}
 */
public record EmbeddedOptions(
    Duration compactionInterval,
    int writeQueue,
    long segmentBytes,
    long snapshotBytes,
    Duration leaseCheck,
    LongSupplier nanoTime) {
  public EmbeddedOptions {
    Objects.requireNonNull(nanoTime, "nanoTime");
    if (compactionInterval.isNegative()
        || leaseCheck.isNegative()
        || writeQueue < 1
        || segmentBytes < 1
        || snapshotBytes < 1) {
      throw new IllegalArgumentException(
          "compactionInterval %s, writeQueue %d, segmentBytes %d, snapshotBytes %d, leaseCheck %s"
              .formatted(compactionInterval, writeQueue, segmentBytes, snapshotBytes, leaseCheck));
    }
  }

  /** What a server uses: history of five minutes, files of 64 MiB. */
  public static EmbeddedOptions defaults() {
    return new EmbeddedOptions(
        Duration.ofMinutes(5),
        8192,
        64L << 20,
        64L << 20,
        Duration.ofMillis(500),
        System::nanoTime);
  }

  /** The same with another compaction interval. */
  public EmbeddedOptions withCompactionInterval(Duration interval) {
    return new EmbeddedOptions(
        interval, writeQueue, segmentBytes, snapshotBytes, leaseCheck, nanoTime);
  }

  /** The same with other file sizes. */
  public EmbeddedOptions withFileSizes(long newSegmentBytes, long newSnapshotBytes) {
    return new EmbeddedOptions(
        compactionInterval, writeQueue, newSegmentBytes, newSnapshotBytes, leaseCheck, nanoTime);
  }

  /** The same with another clock for leases, looked at this often. */
  public EmbeddedOptions withLeaseClock(LongSupplier clock, Duration check) {
    return new EmbeddedOptions(
        compactionInterval, writeQueue, segmentBytes, snapshotBytes, check, clock);
  }
}
