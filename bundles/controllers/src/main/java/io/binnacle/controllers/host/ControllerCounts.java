package io.binnacle.controllers.host;

import io.binnacle.api.metrics.Labels;
import io.binnacle.api.metrics.MetricSink;
import java.util.concurrent.atomic.LongAdder;

/** What one controller has done, for metrics. Thread-safe. */
final class ControllerCounts {
  private final Labels labels;
  private final LongAdder settled = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private volatile int waiting;

  ControllerCounts(String controller) {
    this.labels = Labels.of("name", controller);
  }

  void settled() {
    settled.increment();
  }

  void failed() {
    failed.increment();
  }

  void waiting(int keys) {
    waiting = keys;
  }

  void collect(MetricSink sink) {
    sink.gauge("workqueue_depth", "Objects that wait to be looked at.", labels, waiting);
    sink.counter(
        "workqueue_retries_total",
        "Objects that could not be settled and are looked at again.",
        labels,
        failed.sum());
    sink.counter(
        "binnacle_controller_settled_total",
        "Objects that were looked at and are as they should be.",
        labels,
        settled.sum());
  }
}
