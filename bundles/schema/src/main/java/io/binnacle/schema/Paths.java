package io.binnacle.schema;

import java.util.List;

/** Words a path of field names, indexes and map keys. */
final class Paths {
  private Paths() {}

  /** A key of a free map, as against a field. */
  record MapKey(String key) {}

  /** As unknown fields are reported: {@code spec.containers[0].name}. */
  static String indexed(List<Object> path) {
    StringBuilder text = new StringBuilder();
    for (Object step : path) {
      if (step instanceof Integer) {
        text.append('[').append(step).append(']');
      } else {
        text.append(text.length() == 0 ? "" : ".");
        text.append(step instanceof MapKey key ? key.key() : step);
      }
    }
    return text.toString();
  }
}
