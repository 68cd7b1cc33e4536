package io.binnacle.plugins.state;

import io.binnacle.api.metrics.Labels;
import io.binnacle.api.metrics.MetricSink;
import io.binnacle.api.metrics.MetricSource;
import io.binnacle.plugins.guard.Guard;
import io.binnacle.plugins.guard.GuardReport;
import io.binnacle.plugins.services.Guards;

/** What is counted of the calls into plugins that run now. Thread-safe. */
record PluginMetrics(Guards guards) implements MetricSource {
  @Override
  public void collect(MetricSink sink) {
    for (Guard guard : guards.all()) {
      GuardReport report = guard.report();
      Labels labels = Labels.of("plugin", guard.plugin());
      sink.counter("binnacle_plugin_calls_total", "Calls into the plugin.", labels, report.calls());
      sink.counter(
          "binnacle_plugin_failed_calls_total",
          "Calls that threw what they must not.",
          labels,
          report.failures());
      sink.counter(
          "binnacle_plugin_overstepping_calls_total",
          "Calls that took too long or too much memory.",
          labels,
          report.overdue());
      sink.gauge(
          "binnacle_plugin_threads",
          "Threads that run the plugin's calls.",
          labels,
          report.threads());
      sink.gauge(
          "binnacle_plugin_switched_off",
          "1 if the plugin is not called any more.",
          labels,
          report.off().isEmpty() ? 0 : 1);
    }
  }
}
