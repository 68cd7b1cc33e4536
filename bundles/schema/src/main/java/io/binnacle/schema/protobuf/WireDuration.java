package io.binnacle.schema.protobuf;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time between their text, such as {@code 1h30m0s}, and the nanoseconds of the wire. */
final class WireDuration {
  private static final Map<String, Long> UNITS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "μs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);
  private static final Pattern PART =
      Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|μs|ms|s|m|h)");

  private WireDuration() {}

  /**
   * @throws ProtobufException if the text is no duration
   */
  static long parse(String text) {
    boolean signed = text.startsWith("-") || text.startsWith("+");
    String plain = signed ? text.substring(1) : text;
    if (plain.equals("0")) {
      return 0;
    }
    BigDecimal sum = BigDecimal.ZERO;
    Matcher part = PART.matcher(plain);
    int at = 0;
    while (at < plain.length() && part.region(at, plain.length()).lookingAt()) {
      BigDecimal unit = BigDecimal.valueOf(UNITS.get(part.group(2)));
      sum =
          sum.add(
              new BigDecimal(part.group(1) + (part.group(1).endsWith(".") ? "0" : ""))
                  .multiply(unit));
      at = part.end();
    }
    if (plain.isEmpty() || at < plain.length()) {
      throw new ProtobufException("'" + text + "' is no duration");
    }
    long nanos;
    try {
      BigDecimal whole = sum.setScale(0, RoundingMode.DOWN);
      nanos = (text.startsWith("-") ? whole.negate() : whole).longValueExact();
    } catch (ArithmeticException e) {
      throw new ProtobufException("'" + text + "' is too long");
    }
    return nanos;
  }

  /** As Go writes it: hours, minutes and seconds; less than a second in the largest unit. */
  static String text(long nanos) {
    if (nanos == 0) {
      return "0s";
    }
    String sign = nanos < 0 ? "-" : "";
    BigDecimal length = BigDecimal.valueOf(nanos).abs();
    for (String unit : new String[] {"ns", "µs", "ms"}) {
      BigDecimal one = BigDecimal.valueOf(UNITS.get(unit));
      if (length.compareTo(one.multiply(BigDecimal.valueOf(1000))) < 0) {
        return sign + plain(length.divide(one)) + unit;
      }
    }
    BigDecimal minute = BigDecimal.valueOf(UNITS.get("m"));
    long minutes = length.divideToIntegralValue(minute).longValueExact();
    String seconds = plain(length.remainder(minute).movePointLeft(9)) + "s";
    String hours = minutes < 60 ? "" : minutes / 60 + "h";
    return sign + hours + (minutes == 0 ? "" : minutes % 60 + "m") + seconds;
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
