package io.binnacle.schema.protobuf;

import io.binnacle.schema.Quantity;

/** Quantities in the one form in which the API writes them. */
final class WireQuantity {
  /** Suffixes by how many digits each adds at most. */
  private static final String DECIMAL = " kMGTP";

  private static final int MAX_DIGITS = 18;

  private WireQuantity() {}

  /**
   * The canonical form; most texts have it already, and are told without being taken apart.
   *
   * @throws ProtobufException if the text is no quantity
   */
  static String canonical(String text) {
    if (isCanonical(text)) {
      return text;
    }
    try {
      return Quantity.parse(text).toString();
    } catch (IllegalArgumentException e) {
      throw new ProtobufException("'" + text + "' is no quantity: " + e.getMessage());
    }
  }

  /** Whether it surely is; of rare forms this is not found out. */
  private static boolean isCanonical(String text) {
    int length = text.length();
    long number = 0;
    int digits = 0;
    while (digits < length && digits < MAX_DIGITS && isDigit(text.charAt(digits))) {
      number = 10 * number + text.charAt(digits) - '0';
      digits++;
    }
    if (digits == 0 || text.charAt(0) == '0') {
      return digits == 1 && length == 1;
    }
    if (digits == length) {
      return number % 1000 != 0;
    }
    char suffix = text.charAt(digits);
    if (digits + 1 == length) {
      return number % 1000 != 0
          && (suffix == 'm' || adds(suffix) > 0 && digits + adds(suffix) <= MAX_DIGITS);
    }
    int power = suffix == 'K' ? 3 : suffix == 'k' ? 0 : adds(suffix);
    return digits + 2 == length
        && text.charAt(digits + 1) == 'i'
        && number % 1024 != 0
        && power > 0
        && digits + power + 1 <= MAX_DIGITS;
  }

  private static int adds(char suffix) {
    return 3 * DECIMAL.indexOf(suffix);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
