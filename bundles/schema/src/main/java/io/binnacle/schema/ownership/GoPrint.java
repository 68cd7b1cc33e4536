package io.binnacle.schema.ownership;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Values as the messages of a Go program show them. */
final class GoPrint {
  private GoPrint() {}

  /** As {@code %v} shows it: {@code map[a:1 b:[x y]]}. */
  static String plain(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return "map[" + join(map, (k, v) -> k + ":" + plain(v), " ") + "]";
    }
    if (value instanceof List<?> list) {
      return "[" + String.join(" ", list.stream().map(GoPrint::plain).toList()) + "]";
    }
    return value == null ? "<nil>" : scalar(value);
  }

  /** As {@code %#v} shows it: {@code map[string]interface {}{"a":1}}. */
  static String source(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return "map[string]interface {}{"
          + join(map, (k, v) -> quoted(k) + ":" + source(v), ", ")
          + "}";
    }
    if (value instanceof List<?> list) {
      return "[]interface {}{"
          + String.join(", ", list.stream().map(GoPrint::source).toList())
          + "}";
    }
    if (value == null) {
      return "interface {}(nil)";
    }
    return value instanceof String s ? quoted(s) : scalar(value);
  }

  /** The value's type as {@code %T} names it. */
  static String type(@Nullable Object value) {
    if (value instanceof Map<?, ?>) {
      return "map[string]interface {}";
    }
    if (value instanceof List<?>) {
      return "[]interface {}";
    }
    if (value instanceof Boolean) {
      return "bool";
    }
    if (value instanceof Double) {
      return "float64";
    }
    return value instanceof Number ? "int64" : value == null ? "<nil>" : "string";
  }

  /** Inside a path: strings in quotes, numbers and booleans bare. */
  static String inPath(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return join(map, (k, v) -> k + "=" + inPath(v), "");
    }
    if (value instanceof List<?> list) {
      return "[" + String.join(",", list.stream().map(GoPrint::inPath).toList()) + "]";
    }
    if (value == null) {
      return "null";
    }
    return value instanceof String s ? quoted(s) : scalar(value);
  }

  private static String join(
      Map<?, ?> map, BiFunction<String, @Nullable Object, String> shown, String between) {
    Map<String, String> sorted = new TreeMap<>();
    map.forEach((k, v) -> sorted.put((String) k, shown.apply((String) k, v)));
    return String.join(between, sorted.values());
  }

  private static String scalar(Object value) {
    if (value instanceof Double d && d == Math.rint(d) && Math.abs(d) < 1e21) {
      return new java.math.BigDecimal(d).toPlainString();
    }
    return value.toString();
  }

  /** As {@code %q} shows it. */
  static String quoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    text.codePoints().forEach(point -> character(out, point));
    return out.append('"').toString();
  }

  private static void character(StringBuilder out, int point) {
    switch (point) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case 0x07 -> out.append("\\a");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case 0x0b -> out.append("\\v");
      default -> {
        if (point < 0x20 || point == 0x7f) {
          out.append(String.format("\\x%02x", point));
        } else if (Character.isISOControl(point) || Character.getType(point) == Character.FORMAT) {
          out.append(String.format("\\u%04x", point));
        } else {
          out.appendCodePoint(point);
        }
      }
    }
  }
}
