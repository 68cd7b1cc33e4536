package io.binnacle.rest.metrics;

import io.binnacle.api.metrics.Histogram;
import io.binnacle.api.metrics.Labels;
import io.binnacle.api.metrics.MetricSink;
import io.binnacle.api.metrics.MetricSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** How many watch events were sent to clients, and how long they were. Thread-safe. */
public final class WatchMetrics implements MetricSource {
  private record Served(String group, String version, String resource) {
    Labels labels() {
      return Labels.of("group", group, "version", version, "resource", resource);
    }
  }

  private final Map<Served, Histogram> sizes = new ConcurrentHashMap<>();

  /** Where the lengths of a resource's events are noted, in bytes, once for each watcher. */
  public Histogram sizes(String group, String version, String resource) {
    return sizes.computeIfAbsent(new Served(group, version, resource), key -> histogram());
  }

  /** With the buckets that kube-apiserver has, in bytes. */
  private static Histogram histogram() {
    return new Histogram(1024, 2048, 4096, 8192, 16384, 32768, 65536, 131072);
  }

  @Override
  public void collect(MetricSink sink) {
    sizes.forEach(
        (key, histogram) -> {
          sink.counter(
              "apiserver_watch_events_total",
              "Number of events sent in watches.",
              key.labels(),
              IntStream.range(0, histogram.buckets()).mapToLong(histogram::count).sum());
          sink.histogram(
              "apiserver_watch_events_sizes",
              "Length of the events sent in watches, in bytes.",
              key.labels(),
              histogram);
        });
  }
}
