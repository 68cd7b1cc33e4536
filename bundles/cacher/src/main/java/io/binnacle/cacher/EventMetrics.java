package io.binnacle.cacher;

import io.binnacle.api.metrics.Labels;
import io.binnacle.api.metrics.MetricSink;
import java.util.concurrent.atomic.LongAdder;

/** Counts what comes from storage into one type's cache and goes out to watchers. Thread-safe. */
final class EventMetrics {
  final LongAdder received = new LongAdder();
  final LongAdder dispatched = new LongAdder();
  final LongAdder initializations = new LongAdder();
  final LongAdder terminatedWatchers = new LongAdder();
  final LongAdder storageBookmarks = new LongAdder();
  final LongAdder storageLists = new LongAdder();
  final LongAdder storageListed = new LongAdder();

  void collect(MetricSink sink, Labels type) {
    count(
        sink,
        "apiserver_watch_cache_events_received_total",
        type,
        received,
        "Events that the watch cache has received from storage.");
    count(
        sink,
        "apiserver_watch_cache_events_dispatched_total",
        type,
        dispatched,
        "Events that the watch cache has handed to its watchers.");
    count(
        sink,
        "apiserver_watch_cache_initializations_total",
        type,
        initializations,
        "How often the watch cache has read all of storage.");
    count(
        sink,
        "apiserver_terminated_watchers_total",
        type,
        terminatedWatchers,
        "Watchers ended because they did not keep up.");
    count(
        sink,
        "apiserver_storage_events_received_total",
        type,
        received,
        "Events received from storage's watch.");
    count(
        sink,
        "etcd_bookmark_total",
        type,
        storageBookmarks,
        "Progress notifications received from storage.");
    count(sink, "apiserver_storage_list_total", type, storageLists, "Lists read from storage.");
    count(
        sink,
        "apiserver_storage_list_fetched_objects_total",
        type,
        storageListed,
        "Objects read from storage for lists.");
    count(
        sink,
        "apiserver_storage_list_evaluated_objects_total",
        type,
        storageListed,
        "Objects looked at for lists from storage.");
    count(
        sink,
        "apiserver_storage_list_returned_objects_total",
        type,
        storageListed,
        "Objects returned by lists from storage.");
  }

  private static void count(
      MetricSink sink, String family, Labels labels, LongAdder value, String help) {
    sink.counter(family, help, labels, value.sum());
  }
}
