package io.binnacle.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
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
   * The text, if it is a duration.
   *
   * @throws ConformException as {@link #nanos} does
   */
  public static String checked(String text) {
    nanos(text);
    return text;
  }

  /**
   * How long it is; what is less than a nanosecond is cut off.
   *
   * @throws ConformException if it is none, or does not fit 64 bits, with the words of Go's parser
   */
  public static long nanos(String text) {
    int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    if (text.length() > MAX_TEXT || text.length() == sign) {
      throw invalid(text);
    }
    if (text.substring(sign).equals("0")) {
      return 0;
    }
    BigDecimal length = length(text, sign);
    BigInteger nanos = (text.startsWith("-") ? length.negate() : length).toBigInteger();
    if (nanos.bitLength() > 63) {
      throw invalid(text);
    }
    return nanos.longValue();
  }

  private static BigDecimal length(String text, int begin) {
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
      Long one = NANOS.get(unit);
      if (one == null) {
        throw new ConformException(
            "time: unknown unit \"" + unit + "\" in duration \"" + text + "\"");
      }
      nanos = nanos.add(new BigDecimal("0" + number).multiply(BigDecimal.valueOf(one)));
    }
    return nanos;
  }

  private static ConformException invalid(String text) {
    return new ConformException("time: invalid duration \"" + text + "\"");
  }
}
