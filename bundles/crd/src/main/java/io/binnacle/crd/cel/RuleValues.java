package io.binnacle.crd.cel;

import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import io.binnacle.api.object.Unstructured;
import io.binnacle.crd.structural.Structural;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Trees as the values that expressions work on. */
final class RuleValues {
  private static final Pattern DURATION_PART =
      Pattern.compile("(\\d+(?:\\.\\d+)?) ?(ns|us|µs|ms|s|m|h|d|w)");

  private RuleValues() {}

  static Object of(@Nullable Structural schema, @Nullable Object value) {
    if (value == null) {
      return NullValue.NULL_VALUE;
    }
    if (value instanceof Map<?, ?>) {
      return map(schema, Unstructured.of(value).content());
    }
    if (value instanceof List<?> list) {
      List<Object> result = new ArrayList<>(list.size());
      for (Object item : list) {
        result.add(of(schema == null ? null : schema.items(), item));
      }
      return result;
    }
    if (value instanceof Long number && schema != null && schema.type().equals("number")) {
      return number.doubleValue();
    }
    if (value instanceof Double number && schema != null && schema.type().equals("integer")) {
      return number.longValue();
    }
    boolean formatted = schema != null && schema.type().equals("string");
    return value instanceof String text && formatted ? text(schema.format(), text) : value;
  }

  private static Map<String, Object> map(
      @Nullable Structural schema, Map<String, @Nullable Object> map) {
    Map<String, Object> result = new LinkedHashMap<>();
    boolean struct =
        schema != null && !(schema.properties().isEmpty() && schema.additional() != null);
    map.forEach(
        (name, value) -> {
          String key = struct ? FieldNames.escaped(name) : name;
          Structural below = schema == null ? null : schema.below(name);
          // A null where null is no value counts as missing.
          if (key != null && (value != null || !struct)) {
            result.put(key, of(below, value));
          }
        });
    return result;
  }

  private static Object text(String format, String text) {
    try {
      return switch (format) {
        case "byte" -> CelByteString.of(Base64.getDecoder().decode(text));
        case "date" -> LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        case "date-time" -> moment(text);
        case "duration" -> duration(text);
        default -> text;
      };
    } catch (IllegalArgumentException | DateTimeParseException e) {
      return text;
    }
  }

  private static Instant moment(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  private static Duration duration(String text) {
    Matcher part = DURATION_PART.matcher(text);
    double nanos = 0;
    while (part.find()) {
      double unit =
          switch (part.group(2)) {
            case "ns" -> 1;
            case "us", "µs" -> 1e3;
            case "ms" -> 1e6;
            case "s" -> 1e9;
            case "m" -> 60e9;
            case "h" -> 3600e9;
            case "d" -> 86400e9;
            default -> 7 * 86400e9;
          };
      nanos += Double.parseDouble(part.group(1)) * unit;
    }
    return Duration.ofNanos((long) (text.startsWith("-") ? -nanos : nanos));
  }
}
