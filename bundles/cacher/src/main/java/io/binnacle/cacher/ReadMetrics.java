package io.binnacle.cacher;

import io.binnacle.api.metrics.Histogram;
import io.binnacle.api.metrics.Labels;
import io.binnacle.api.metrics.MetricSink;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;

/** Counts the reads of one type's cache. Thread-safe. */
final class ReadMetrics {
  /** How the objects of a list were found. */
  enum Way {
    ALL(""),
    NAMESPACE("namespace"),
    NAME("name");

    private final String index;

    Way(String index) {
      this.index = index;
    }
  }

  private static final class Lists {
    final LongAdder total = new LongAdder();
    final LongAdder fetched = new LongAdder();
  }

  private final Lists[] lists = {new Lists(), new Lists(), new Lists()};
  private final LongAdder returned = new LongAdder();
  private final LongAdder consistent = new LongAdder();
  private final LongAdder inconsistent = new LongAdder();
  private final Histogram waits =
      new Histogram(
          0.005, 0.025, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1, 1.25, 1.5, 2, 3, 4, 5, 6, 8, 10, 15, 20,
          30, 45, 60);

  /**
   * A list begins.
   *
   * @param all whether all that is looked at is returned
   * @return takes the numbers of objects that are looked at
   */
  LongConsumer list(Way way, boolean all) {
    Lists counts = lists[way.ordinal()];
    counts.total.increment();
    return all
        ? number -> {
          counts.fetched.add(number);
          returned.add(number);
        }
        : counts.fetched::add;
  }

  /** Objects have passed a list's selectors. */
  void returned(long number) {
    returned.add(number);
  }

  void consistentRead(boolean success) {
    (success ? consistent : inconsistent).increment();
  }

  void waited(long nanos) {
    waits.observe(nanos / 1e9);
  }

  void collect(MetricSink sink, Labels type) {
    for (Way way : Way.values()) {
      Lists counts = lists[way.ordinal()];
      if (counts.total.sum() == 0) {
        continue;
      }
      Labels labels = type.with("index", way.index);
      sink.counter(
          "apiserver_cache_list_total",
          "Lists served from the watch cache, by the index used.",
          labels,
          counts.total.sum());
      sink.counter(
          "apiserver_cache_list_fetched_objects_total",
          "Objects looked at for lists from the watch cache.",
          labels,
          counts.fetched.sum());
    }
    sink.counter(
        "apiserver_cache_list_returned_objects_total",
        "Objects returned by lists from the watch cache.",
        type,
        returned.sum());
    String reads = "apiserver_watch_cache_consistent_read_total";
    String help = "Reads served from the watch cache that had to be as new as storage.";
    sink.counter(
        reads, help, type.with("fallback", "false").with("success", "true"), consistent.sum());
    sink.counter(
        reads, help, type.with("fallback", "false").with("success", "false"), inconsistent.sum());
    sink.histogram(
        "apiserver_watch_cache_read_wait_seconds",
        "How long reads waited for the watch cache to become fresh, in seconds.",
        type,
        waits);
  }
}
