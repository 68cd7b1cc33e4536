package io.binnacle.api.metrics;

import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** A distribution over fixed buckets. Thread-safe, cheap where many threads observe. */
public final class Histogram {
  private final double[] bounds;
  private final LongAdder[] counts;
  private final DoubleAdder sum = new DoubleAdder();

  /**
   * @param bounds the buckets' upper bounds, inclusive and rising; one without bound is added
   */
  public Histogram(double... bounds) {
    this.bounds = bounds.clone();
    for (int i = 1; i < bounds.length; i++) {
      if (!(bounds[i] > bounds[i - 1])) {
        throw new IllegalArgumentException("bounds do not rise at " + bounds[i]);
      }
    }
    counts = new LongAdder[bounds.length + 1];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new LongAdder();
    }
  }

  public void observe(double value) {
    int i = 0;
    while (i < bounds.length && value > bounds[i]) {
      i++;
    }
    counts[i].increment();
    sum.add(value);
  }

  /** The number of buckets, the one without bound included. */
  public int buckets() {
    return counts.length;
  }

  /** A bucket's upper bound; infinite for the last. */
  public double bound(int bucket) {
    return bucket < bounds.length ? bounds[bucket] : Double.POSITIVE_INFINITY;
  }

  /** What fell into this bucket alone. */
  public long count(int bucket) {
    return counts[bucket].sum();
  }

  /** The sum of all that was observed. */
  public double sum() {
    return sum.sum();
  }
}
