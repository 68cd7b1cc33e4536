package io.binnacle.api.metrics;

/**
 * Takes samples, in Prometheus' model. The first to name a family decides its type and help text.
 */
public interface MetricSink {
  /** A number that only rises. */
  void counter(String family, String help, Labels labels, double value);

  /** A number as it is now. */
  void gauge(String family, String help, Labels labels, double value);

  /** A distribution. */
  void histogram(String family, String help, Labels labels, Histogram histogram);
}
