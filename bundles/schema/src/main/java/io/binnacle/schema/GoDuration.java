package io.binnacle.schema;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as the API writes them, in Go's syntax: {@code 1h30m}, {@code 300ms}. */
public final class GoDuration {
  private static final Pattern PART = Pattern.compile("(\\d*\\.?\\d*)([^.\\d]*)");
  private static final Map<String, Long> NANOS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "μs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  /** Reading costs more than the length of a text, and no span of time needs as much. */
  private static final int MAX_TEXT = 100;

  private GoDuration() {}

  /**
   * The text, if it is a duration that fits 64 bits of nanoseconds.
   *
   * @throws ConformException if not, with the words of Go's parser
   */
  public static String checked(String text) {
    int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    if (text.length() > MAX_TEXT || text.length() == sign) {
      throw invalid(text);
    }
    if (!text.substring(sign).equals("0")) {
      check(text, sign);
    }
    return text;
  }

  private static void check(String text, int begin) {
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher part = PART.matcher(text);
    for (int at = begin; at < text.length(); at = part.end()) {
      part.region(at, text.length()).lookingAt();
      String number = part.group(1);
      String unit = part.group(2);
      if (number.isEmpty() || number.equals(".")) {
        throw invalid(text);
      }
      if (unit.isEmpty()) {
        throw new ConformException("time: missing unit in duration \"" + text + "\"");
      }
      Long length = NANOS.get(unit);
      if (length == null) {
        throw new ConformException(
            "time: unknown unit \"" + unit + "\" in duration \"" + text + "\"");
      }
      nanos = nanos.add(new BigDecimal("0" + number).multiply(BigDecimal.valueOf(length)));
    }
    BigDecimal signed = text.startsWith("-") ? nanos.negate() : nanos;
    if (signed.toBigInteger().bitLength() > 63) {
      throw invalid(text);
    }
  }

  private static ConformException invalid(String text) {
    return new ConformException("time: invalid duration \"" + text + "\"");
  }
}
