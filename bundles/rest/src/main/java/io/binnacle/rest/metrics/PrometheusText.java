package io.binnacle.rest.metrics;

import io.binnacle.api.metrics.Histogram;
import io.binnacle.api.metrics.Labels;
import io.binnacle.api.metrics.MetricSink;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Prometheus' text exposition format, version 0.0.4: the samples of each family stand together,
 * whoever tells them and in whatever order. Not thread-safe.
 */
final class PrometheusText implements MetricSink {
  private final Map<String, StringBuilder> families = new LinkedHashMap<>();

  @Override
  public void counter(String family, String help, Labels labels, double value) {
    sample(family(family, "counter", help), family, labels, value);
  }

  @Override
  public void gauge(String family, String help, Labels labels, double value) {
    sample(family(family, "gauge", help), family, labels, value);
  }

  @Override
  public void histogram(String family, String help, Labels labels, Histogram histogram) {
    StringBuilder out = family(family, "histogram", help);
    long count = 0;
    for (int i = 0; i < histogram.buckets(); i++) {
      count += histogram.count(i);
      double bound = histogram.bound(i);
      String text = Double.isInfinite(bound) ? "+Inf" : number(bound);
      sample(out, family + "_bucket", labels.with("le", text), count);
    }
    sample(out, family + "_sum", labels, histogram.sum());
    sample(out, family + "_count", labels, count);
  }

  private StringBuilder family(String name, String type, String help) {
    return families.computeIfAbsent(
        name,
        first ->
            new StringBuilder(256)
                .append("# HELP ")
                .append(name)
                .append(' ')
                .append(help.replace("\\", "\\\\").replace("\n", "\\n"))
                .append("\n# TYPE ")
                .append(name)
                .append(' ')
                .append(type)
                .append('\n'));
  }

  private static void sample(StringBuilder out, String name, Labels labels, double value) {
    out.append(name);
    if (!labels.text().isEmpty()) {
      out.append('{').append(labels.text()).append('}');
    }
    out.append(' ').append(number(value)).append('\n');
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  @Override
  public String toString() {
    StringBuilder all = new StringBuilder(16_384);
    families.values().forEach(all::append);
    return all.toString();
  }
}
