package io.binnacle.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MeasurementTest {
  @Test
  void percentilesAndRatesComeFromWhatSucceeded() {
    long[] latencies = LongStream.rangeClosed(0, 100).map(i -> i * 1_000_000).toArray();
    Measurement measured = Measurement.of(100, 2_000_000_000L, 30_000, latencies, 1);
    assertEquals(50, measured.perSecond());
    assertEquals(51, measured.p50Millis());
    assertEquals(100, measured.p99Millis());
    assertEquals(300, measured.cpuMicros());
  }

  @Test
  void nothingMeasuredIsZero() {
    assertEquals(0, Measurement.of(0, 0, 0, new long[0], 0).p99Millis());
  }
}
