package io.binnacle.benchmarks.load.api;

import io.binnacle.benchmarks.load.Measurement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The phases of a run, each measured on one or two servers; the second is the limit. */
final class Comparison {
  private final List<String> servers;
  private final Map<String, List<Measurement>> phases = new LinkedHashMap<>();

  Comparison(List<String> servers) {
    this.servers = List.copyOf(servers);
  }

  void add(String phase, Measurement measured) {
    phases.computeIfAbsent(phase, name -> new ArrayList<>()).add(measured);
  }

  long errors() {
    return phases.values().stream().flatMap(List::stream).mapToLong(Measurement::errors).sum();
  }

  /** A table as {@code docs/performance.md} has them. */
  String table() {
    boolean compared = servers.size() > 1;
    StringBuilder text = new StringBuilder("| | per s | p50 ms | p99 ms | CPU µs per operation |");
    if (compared) {
      text.append(" least: per s | p99 ms | CPU µs | CPU × least | p99 × least |");
    }
    text.append("\n|---|---|---|---|---|").append(compared ? "---|---|---|---|---|" : "");
    phases.forEach(
        (name, measured) -> {
          Measurement own = measured.get(0);
          text.append("\n| ").append(name);
          cells(text, own.perSecond(), own.p50Millis(), own.p99Millis(), own.cpuMicros());
          if (measured.size() > 1) {
            Measurement least = measured.get(1);
            cells(text, least.perSecond(), least.p99Millis(), least.cpuMicros());
            cells(text, own.cpuMicros() / least.cpuMicros());
            cells(text, own.p99Millis() / least.p99Millis());
          }
          text.append(" |");
        });
    return text.append('\n').toString();
  }

  private static void cells(StringBuilder into, double... values) {
    for (double value : values) {
      String cell = "–";
      if (Double.isFinite(value) && value > 0) {
        cell =
            String.format(
                Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
      }
      into.append(" | ").append(cell);
    }
  }

  /** The same as JSON: phase, server, figures. */
  String json() {
    List<String> entries = new ArrayList<>();
    phases.forEach(
        (name, measured) -> {
          for (int i = 0; i < measured.size(); i++) {
            Measurement m = measured.get(i);
            entries.add(
                String.format(
                    Locale.ROOT,
                    "{\"phase\":\"%s\",\"server\":\"%s\",\"operations\":%d,\"perSecond\":%.2f,"
                        + "\"p50Millis\":%.3f,\"p99Millis\":%.3f,\"cpuMicros\":%.2f,\"errors\":%d}",
                    name,
                    servers.get(i),
                    m.operations(),
                    m.perSecond(),
                    m.p50Millis(),
                    m.p99Millis(),
                    m.cpuMicros(),
                    m.errors()));
          }
        });
    return "[\n" + String.join(",\n", entries) + "\n]\n";
  }
}
