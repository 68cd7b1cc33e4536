package io.binnacle.rest.metrics;

import io.binnacle.api.metrics.Histogram;
import io.binnacle.api.metrics.MetricSink;
import io.binnacle.api.metrics.MetricSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts requests and how long they take. Thread-safe. */
public final class RequestMetrics implements MetricSource {
  /** What a request is counted under. */
  public record Labels(
      String verb,
      String group,
      String version,
      String resource,
      String subresource,
      String scope) {}

  private record CodedLabels(Labels labels, int code) {}

  private final Map<CodedLabels, LongAdder> totals = new ConcurrentHashMap<>();
  private final Map<Labels, Histogram> durations = new ConcurrentHashMap<>();

  /**
   * @param code the HTTP status code
   * @param nanos how long it took; negative for watches, which are not timed
   */
  public void record(Labels labels, int code, long nanos) {
    totals.computeIfAbsent(new CodedLabels(labels, code), key -> new LongAdder()).increment();
    if (nanos >= 0) {
      durations.computeIfAbsent(labels, key -> histogram()).observe(nanos / 1e9);
    }
  }

  /** With the buckets that kube-apiserver has, in seconds. */
  private static Histogram histogram() {
    return new Histogram(
        0.005, 0.025, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0, 1.25, 1.5, 2, 3, 4, 5, 6, 8, 10, 15, 20,
        30, 45, 60);
  }

  @Override
  public void collect(MetricSink sink) {
    totals.forEach(
        (key, count) ->
            sink.counter(
                "apiserver_request_total",
                "Counter of apiserver requests.",
                labels(key.labels()).with("code", Integer.toString(key.code())),
                count.sum()));
    durations.forEach(
        (key, histogram) ->
            sink.histogram(
                "apiserver_request_duration_seconds",
                "Response latency distribution in seconds.",
                labels(key),
                histogram));
  }

  private static io.binnacle.api.metrics.Labels labels(Labels labels) {
    return io.binnacle.api.metrics.Labels.of(
        "verb",
        labels.verb(),
        "group",
        labels.group(),
        "version",
        labels.version(),
        "resource",
        labels.resource(),
        "subresource",
        labels.subresource(),
        "scope",
        labels.scope());
  }
}
