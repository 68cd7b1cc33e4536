package io.binnacle.itests.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rows that should be, and those that are, by their keys. */
record Comparison(String name, Map<String, String> wanted, Map<String, String> found) {
  int equal() {
    return (int)
        wanted.entrySet().stream()
            .filter(row -> row.getValue().equals(found.get(row.getKey())))
            .count();
  }

  String summary() {
    return name + ": " + equal() + " of " + wanted.size() + " equal";
  }

  List<String> differences() {
    List<String> lines = new ArrayList<>();
    wanted.forEach(
        (key, row) -> {
          String other = found.get(key);
          if (other == null) {
            lines.add(key + " is missing");
          } else if (!other.equals(row)) {
            int at = 0;
            while (at < Math.min(row.length(), other.length())
                && row.charAt(at) == other.charAt(at)) {
              at++;
            }
            lines.add(key + ": ..." + tail(other, at) + "  wanted  ..." + tail(row, at));
          }
        });
    found.keySet().stream()
        .filter(key -> !wanted.containsKey(key))
        .forEach(key -> lines.add(key + " is one too many"));
    return lines;
  }

  private static String tail(String text, int at) {
    return text.substring(Math.max(0, at - 20), Math.min(text.length(), at + 120));
  }
}
