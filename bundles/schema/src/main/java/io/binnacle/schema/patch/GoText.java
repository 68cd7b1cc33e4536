package io.binnacle.schema.patch;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Trees as a Go program prints them: {@code map[a:1 b:[x y]]}. */
final class GoText {
  private GoText() {}

  static String of(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, String> sorted = new TreeMap<>();
      map.forEach((k, v) -> sorted.put(String.valueOf(k), of(v)));
      return "map["
          + String.join(
              " ", sorted.entrySet().stream().map(e -> e.getKey() + ":" + e.getValue()).toList())
          + "]";
    }
    if (value instanceof List<?> list) {
      return "[" + String.join(" ", list.stream().map(GoText::of).toList()) + "]";
    }
    return value == null ? "<nil>" : value.toString();
  }
}
