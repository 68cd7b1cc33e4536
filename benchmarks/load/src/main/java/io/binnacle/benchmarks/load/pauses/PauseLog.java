package io.binnacle.benchmarks.load.pauses;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pauses that a JVM wrote down with {@code -Xlog:gc}.
 *
 * @param millis of each, in order
 */
record PauseLog(List<Double> millis) {
  private static final Pattern PAUSE = Pattern.compile("Pause.* ([0-9]+[.,][0-9]+)ms$");

  static PauseLog read(Path file) throws IOException {
    List<Double> found = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      Matcher pause = PAUSE.matcher(line);
      if (pause.find()) {
        found.add(Double.valueOf(pause.group(1).replace(',', '.')));
      }
    }
    return new PauseLog(List.copyOf(found));
  }

  /** Without those that were there already in an earlier reading. */
  PauseLog since(PauseLog earlier) {
    return new PauseLog(millis.subList(earlier.millis.size(), millis.size()));
  }

  double max() {
    return millis.isEmpty() ? 0 : Collections.max(millis);
  }

  String summary() {
    return String.format(
        Locale.ROOT,
        "%d pauses, the longest %.1f ms, %d over 50 ms, together %.0f ms",
        millis.size(),
        max(),
        millis.stream().filter(pause -> pause > 50).count(),
        millis.stream().mapToDouble(Double::doubleValue).sum());
  }
}
