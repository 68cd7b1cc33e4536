package io.binnacle.resources.batch.internal;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The number of a quantity that decoding has let pass, such as {@code 100m} or {@code 1Gi}. */
final class Amount {
  private static final Pattern FORM =
      Pattern.compile("([+-]?[0-9.]+)(?:[eE]([+-]?[0-9]{1,3})|([KMGTPE]i|[numkMGTPE])?)");
  private static final Map<String, Integer> TENS =
      Map.of("n", -9, "u", -6, "m", -3, "k", 3, "M", 6, "G", 9, "T", 12, "P", 15, "E", 18);

  private Amount() {}

  static BigDecimal of(String text) {
    Matcher match = FORM.matcher(text);
    if (!match.matches()) {
      return BigDecimal.ZERO;
    }
    BigDecimal number = new BigDecimal(match.group(1));
    String unit = match.group(3);
    if (match.group(2) != null) {
      return number.scaleByPowerOfTen(Integer.parseInt(match.group(2)));
    }
    if (unit == null) {
      return number;
    }
    return unit.endsWith("i")
        ? number.multiply(BigDecimal.valueOf(1024).pow("KMGTPE".indexOf(unit.charAt(0)) + 1))
        : number.scaleByPowerOfTen(TENS.getOrDefault(unit, 0));
  }
}
