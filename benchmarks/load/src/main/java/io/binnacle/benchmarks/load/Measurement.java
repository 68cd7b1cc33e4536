package io.binnacle.benchmarks.load;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * What a phase of load cost.
 *
 * @param perSecond operations a second
 * @param p50Millis median latency; 0 where none was taken
 * @param p99Millis 99th percentile of latency
 * @param cpuMicros CPU time of the server's processes per operation, in microseconds
 * @param errors answers other than 2xx, and operations that got none
 */
public record Measurement(
    long operations,
    double perSecond,
    double p50Millis,
    double p99Millis,
    double cpuMicros,
    long errors) {
  /**
   * @param latencies in nanoseconds; 0 for one that failed
   */
  public static Measurement of(
      long operations, long wallNanos, long cpuMicros, long[] latencies, long errors) {
    long[] sorted = LongStream.of(latencies).filter(nanos -> nanos > 0).toArray();
    Arrays.sort(sorted);
    return new Measurement(
        operations,
        operations * 1e9 / Math.max(1, wallNanos),
        percentile(sorted, 0.50) / 1e6,
        percentile(sorted, 0.99) / 1e6,
        (double) cpuMicros / Math.max(1, operations),
        errors);
  }

  private static long percentile(long[] sorted, double part) {
    return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, sorted.length * part)];
  }
}
