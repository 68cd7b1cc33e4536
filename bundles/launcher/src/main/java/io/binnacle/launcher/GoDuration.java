package io.binnacle.launcher;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as kube-apiserver's flags write them, Go's syntax: numbers with units one after the
 * other, such as {@code 5m0s}, {@code 1.5h} or {@code 300ms}; {@code 0} needs no unit. Negative
 * ones are none here.
 */
final class GoDuration {
  private static final String PART = "(\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|μs|ms|s|m|h)";
  private static final Pattern EACH = Pattern.compile(PART);
  private static final Pattern WHOLE = Pattern.compile("\\+?(" + PART + ")+");
  private static final Map<String, BigDecimal> NANOS =
      Map.of(
          "ns", new BigDecimal("1"),
          "us", new BigDecimal("1e3"),
          "µs", new BigDecimal("1e3"),
          "μs", new BigDecimal("1e3"),
          "ms", new BigDecimal("1e6"),
          "s", new BigDecimal("1e9"),
          "m", new BigDecimal("60e9"),
          "h", new BigDecimal("3600e9"));
  private static final long SECOND = 1_000_000_000L;

  private GoDuration() {}

  /**
   * The whole seconds of a duration, rounded up so that only zero is 0; at most what an int holds.
   *
   * @throws IllegalArgumentException if the text is no duration
   */
  static int seconds(String text) {
    if (text.equals("0") || text.equals("+0")) {
      return 0;
    }
    if (!WHOLE.matcher(text).matches()) {
      throw new IllegalArgumentException("no duration: " + text);
    }
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher part = EACH.matcher(text);
    while (part.find()) {
      nanos = nanos.add(new BigDecimal(part.group(1)).multiply(NANOS.get(part.group(2))));
    }
    if (nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw new IllegalArgumentException("too long: " + text);
    }
    long whole = nanos.setScale(0, java.math.RoundingMode.CEILING).longValueExact();
    long seconds = whole / SECOND + (whole % SECOND == 0 ? 0 : 1);
    return (int) Math.min(seconds, Integer.MAX_VALUE);
  }
}
