package io.binnacle.crd.cel;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.types.TypeType;
import dev.cel.common.values.CelByteString;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * {@code '%s has %d'.format([name, count])}. A verb takes what its name says: anything ({@code
 * %s}), whole numbers ({@code %d %b %o}), numbers ({@code %f %e}), whole numbers, texts and bytes
 * ({@code %x %X}).
 *
 * @see <a href="https://pkg.go.dev/github.com/google/cel-go/ext#Strings">CEL's string
 *     extensions</a>
 */
final class FormatText {
  private static final int DEFAULT_PRECISION = 6;

  /** So that no rule makes a text that fills the memory. */
  private static final int MAX_PRECISION = 1000;

  private final String pattern;
  private final List<?> values;
  private int used;

  private FormatText(String pattern, List<?> values) {
    this.pattern = pattern;
    this.values = values;
  }

  /**
   * @throws IllegalArgumentException if a verb is not known, or does not take its value
   */
  static String of(String pattern, List<?> values) {
    return new FormatText(pattern, values).text();
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c != '%') {
        text.append(c);
        continue;
      }
      i++;
      int precision = DEFAULT_PRECISION;
      if (i < pattern.length() && pattern.charAt(i) == '.') {
        int start = ++i;
        while (i < pattern.length() && Character.isDigit(pattern.charAt(i))) {
          i++;
        }
        precision = start == i ? 0 : Integer.parseInt(pattern.substring(start, i));
        if (precision > MAX_PRECISION) {
          throw new IllegalArgumentException("precision " + precision + " is out of range");
        }
      }
      if (i >= pattern.length()) {
        throw new IllegalArgumentException("unexpected end of string");
      }
      String part = pattern.charAt(i) == '%' ? "%" : verb(pattern.charAt(i), precision);
      SizeBudget.spend(part.length());
      text.append(part);
    }
    return text.toString();
  }

  private String verb(char verb, int precision) {
    if (used >= values.size()) {
      throw new IllegalArgumentException("index " + used + " out of range");
    }
    Object value = values.get(used++);
    return switch (verb) {
      case 's' -> shown(value);
      case 'd' -> value instanceof Double ? refuse(verb) : whole(value, 10, verb);
      case 'b' -> value instanceof Boolean yes ? (yes ? "1" : "0") : whole(value, 2, verb);
      case 'o' -> whole(value, 8, verb);
      case 'x' -> hexadecimal(value, verb);
      case 'X' -> hexadecimal(value, verb).toUpperCase(Locale.ROOT);
      case 'f' -> String.format(Locale.ROOT, "%." + precision + "f", number(value, verb));
      case 'e' -> String.format(Locale.ROOT, "%." + precision + "e", number(value, verb));
      default ->
          throw new IllegalArgumentException(
              "could not parse formatting clause: unrecognized formatting clause \"" + verb + "\"");
    };
  }

  private static String refuse(char verb) {
    throw new IllegalArgumentException("error during formatting: %" + verb + " takes other types");
  }

  private static String whole(Object value, int radix, char verb) {
    if (value instanceof Long number) {
      return Long.toString(number, radix);
    }
    return value instanceof UnsignedLong number ? number.toString(radix) : refuse(verb);
  }

  private static String hexadecimal(Object value, char verb) {
    if (value instanceof String text) {
      return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
    return value instanceof CelByteString bytes
        ? HexFormat.of().formatHex(bytes.toByteArray())
        : whole(value, 16, verb);
  }

  private static double number(Object value, char verb) {
    return value instanceof Number number ? number.doubleValue() : Double.parseDouble(refuse(verb));
  }

  private static String shown(Object value) {
    SizeBudget.spend(SizeBudget.size(value));
    if (value instanceof List<?> list) {
      return list.stream().map(FormatText::shown).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, String> sorted = new TreeMap<>();
      map.forEach((key, item) -> sorted.put(shown(key), shown(item)));
      return sorted.entrySet().stream()
          .map(entry -> entry.getKey() + ": " + entry.getValue())
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof Duration time) {
      return plain(time.toNanos() / 1e9) + "s";
    }
    if (value instanceof CelByteString bytes) {
      return bytes.toStringUtf8();
    }
    if (value instanceof TypeType type) {
      return type.containingTypeName();
    }
    return value instanceof Double number
        ? plain(number)
        : value instanceof Instant || value instanceof Number || value instanceof Boolean
            ? value.toString()
            : value instanceof String text ? text : "null";
  }

  private static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }
}
