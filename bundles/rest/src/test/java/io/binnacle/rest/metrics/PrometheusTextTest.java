package io.binnacle.rest.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.binnacle.api.metrics.Histogram;
import io.binnacle.api.metrics.Labels;
import org.junit.jupiter.api.Test;

class PrometheusTextTest {
  @Test
  void samplesOfAFamilyStandTogetherWhoeverTellsThem() {
    PrometheusText text = new PrometheusText();
    text.counter("a_total", "As.", Labels.of("x", "1"), 3);
    text.gauge("b", "Bs.", Labels.NONE, 1.5);
    text.counter("a_total", "Said before.", Labels.of("x", "quo\"te\n"), 4);
    assertEquals(
        """
        # HELP a_total As.
        # TYPE a_total counter
        a_total{x="1"} 3
        a_total{x="quo\\"te\\n"} 4
        # HELP b Bs.
        # TYPE b gauge
        b 1.5
        """,
        text.toString());
  }

  @Test
  void aHistogramsBucketsAddUp() {
    Histogram histogram = new Histogram(0.5, 1);
    histogram.observe(0.5);
    histogram.observe(0.75);
    histogram.observe(7);
    PrometheusText text = new PrometheusText();
    text.histogram("h", "Hs.", Labels.of("x", "1"), histogram);
    assertEquals(
        """
        # HELP h Hs.
        # TYPE h histogram
        h_bucket{x="1",le="0.5"} 1
        h_bucket{x="1",le="1"} 2
        h_bucket{x="1",le="+Inf"} 3
        h_sum{x="1"} 8.25
        h_count{x="1"} 3
        """,
        text.toString());
  }
}
