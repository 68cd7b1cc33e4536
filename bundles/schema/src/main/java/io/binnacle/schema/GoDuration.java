package io.binnacle.schema;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as the API writes them: {@code 1h30m}, {@code 300ms}. */
final class GoDuration {
  private static final Pattern FORM =
      Pattern.compile("[-+]?(0|((\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|μs|ms|s|m|h))+)");

  private static final Pattern PART =
      Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|μs|ms|s|m|h)");

  private static final int MAX_TEXT = 100;

  /** Texts shorter than this are none too long. */
  private static final int SHORT = 8;

  private GoDuration() {}

  static String checked(String text) {
    if (text.length() > MAX_TEXT || !FORM.matcher(text).matches() || isTooLong(text)) {
      throw new ConformException("time: invalid duration \"" + text + "\"");
    }
    return text;
  }

  /** Whether it does not fit the 64 bits of nanoseconds that all hold it in. */
  private static boolean isTooLong(String text) {
    if (text.length() < SHORT) {
      return false;
    }
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      nanos = nanos.add(new BigDecimal("0" + part.group(1)).multiply(unit(part.group(2))));
    }
    BigDecimal signed = text.startsWith("-") ? nanos.negate() : nanos;
    return signed.toBigInteger().bitLength() > 63;
  }

  private static BigDecimal unit(String name) {
    return BigDecimal.valueOf(
        switch (name) {
          case "h" -> 3_600_000_000_000L;
          case "m" -> 60_000_000_000L;
          case "s" -> 1_000_000_000L;
          case "ms" -> 1_000_000L;
          case "ns" -> 1L;
          default -> 1_000L;
        });
  }
}
