package io.binnacle.crd.structural;

import java.math.BigDecimal;

/** Numbers as Go's {@code %v} prints them, which messages quote. */
final class GoNumber {
  /** From this decimal exponent on, and below -4, the exponent is written out. */
  private static final int LARGE = 6;

  private GoNumber() {}

  static String of(double value) {
    if (value == 0) {
      return "0";
    }
    BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int exponent = exact.precision() - exact.scale() - 1;
    if (exponent >= -4 && exponent < LARGE) {
      return exact.toPlainString();
    }
    BigDecimal mantissa = exact.movePointLeft(exponent);
    String digits = String.format(java.util.Locale.ROOT, "%02d", Math.abs(exponent));
    return mantissa.toPlainString() + "e" + (exponent < 0 ? "-" : "+") + digits;
  }
}
