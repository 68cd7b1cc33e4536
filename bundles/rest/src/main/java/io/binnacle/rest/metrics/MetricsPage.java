package io.binnacle.rest.metrics;

import io.binnacle.api.metrics.Labels;
import io.binnacle.api.metrics.MetricSink;
import io.binnacle.api.metrics.MetricSource;
import io.binnacle.rest.answer.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntSupplier;

/** Answers {@code /metrics}. */
public final class MetricsPage {
  private static final String CONTENT_TYPE =
      "text/plain; version=0.0.4; charset=utf-8; escaping=underscores";

  private final IntSupplier reading;
  private final IntSupplier mutating;
  private final IntSupplier watches;
  private final List<MetricSource> sources;

  /**
   * @param reading requests in flight that only read
   * @param mutating requests in flight that write
   * @param watches open watches
   * @param sources whatever else tells metrics
   */
  public MetricsPage(
      IntSupplier reading, IntSupplier mutating, IntSupplier watches, MetricSource... sources) {
    this.reading = reading;
    this.mutating = mutating;
    this.watches = watches;
    this.sources = List.of(sources);
  }

  public void serve(Exchange exchange) {
    PrometheusText out = new PrometheusText();
    requestsInFlight(out);
    new ProcessMetrics().collect(out);
    sources.forEach(source -> source.collect(out));
    exchange.raw(200, CONTENT_TYPE, out.toString().getBytes(StandardCharsets.UTF_8), false);
  }

  private void requestsInFlight(MetricSink out) {
    String family = "apiserver_current_inflight_requests";
    String help = "Number of requests in flight by kind, watches left out.";
    out.gauge(family, help, Labels.of("request_kind", "readOnly"), reading.getAsInt());
    out.gauge(family, help, Labels.of("request_kind", "mutating"), mutating.getAsInt());
    out.gauge(
        "apiserver_longrunning_requests",
        "Number of open watches.",
        Labels.of("verb", "WATCH"),
        watches.getAsInt());
  }
}
