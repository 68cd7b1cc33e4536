package io.binnacle.api.metrics;

/**
 * Something that counts. An OSGi service: each one is asked whenever metrics are read, from any
 * thread, and forgotten when it goes. Several sources may tell samples of one family.
 */
public interface MetricSource {
  /** Tells all samples as they are now. Must not block; what it throws is logged and left out. */
  void collect(MetricSink sink);
}
