package io.binnacle.rest.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts requests and how long they take. Thread-safe. */
public final class RequestMetrics {
  /** Upper bounds of the histogram's buckets, in seconds, as kube-apiserver has them. */
  private static final double[] BUCKETS = {
    0.005, 0.025, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0, 1.25, 1.5, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30,
    45, 60
  };

  /** What a request is counted under. */
  public record Labels(
      String verb,
      String group,
      String version,
      String resource,
      String subresource,
      String scope) {}

  private record CodedLabels(Labels labels, int code) {}

  private static final class Histogram {
    private final LongAdder[] counts = new LongAdder[BUCKETS.length + 1];
    private final LongAdder nanos = new LongAdder();

    Histogram() {
      for (int i = 0; i < counts.length; i++) {
        counts[i] = new LongAdder();
      }
    }

    void add(long elapsed) {
      double seconds = elapsed / 1e9;
      int i = 0;
      while (i < BUCKETS.length && seconds > BUCKETS[i]) {
        i++;
      }
      counts[i].increment();
      nanos.add(elapsed);
    }
  }

  private final Map<CodedLabels, LongAdder> totals = new ConcurrentHashMap<>();
  private final Map<Labels, Histogram> durations = new ConcurrentHashMap<>();

  /**
   * @param code the HTTP status code
   * @param nanos how long it took; negative for watches, which are not timed
   */
  public void record(Labels labels, int code, long nanos) {
    totals.computeIfAbsent(new CodedLabels(labels, code), key -> new LongAdder()).increment();
    if (nanos >= 0) {
      durations.computeIfAbsent(labels, key -> new Histogram()).add(nanos);
    }
  }

  void write(PrometheusText out) {
    out.family("apiserver_request_total", "counter", "Counter of apiserver requests.");
    totals.forEach(
        (key, count) ->
            out.sample(
                "apiserver_request_total",
                text(key.labels()) + ",code=\"" + key.code() + "\"",
                count.sum()));
    String name = "apiserver_request_duration_seconds";
    out.family(name, "histogram", "Response latency distribution in seconds.");
    durations.forEach(
        (labels, histogram) -> {
          long count = 0;
          for (int i = 0; i <= BUCKETS.length; i++) {
            count += histogram.counts[i].sum();
            String bound = i == BUCKETS.length ? "+Inf" : PrometheusText.number(BUCKETS[i]);
            out.sample(name + "_bucket", text(labels) + ",le=\"" + bound + "\"", count);
          }
          out.sample(name + "_sum", text(labels), histogram.nanos.sum() / 1e9);
          out.sample(name + "_count", text(labels), count);
        });
  }

  private static String text(Labels labels) {
    return "verb=\""
        + labels.verb()
        + "\",group=\""
        + labels.group()
        + "\",version=\""
        + labels.version()
        + "\",resource=\""
        + labels.resource()
        + "\",subresource=\""
        + labels.subresource()
        + "\",scope=\""
        + labels.scope()
        + "\"";
  }
}
