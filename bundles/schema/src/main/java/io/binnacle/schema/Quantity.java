package io.binnacle.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of a resource, such as {@code 100m} processors or {@code 1Gi} bytes: a decimal number
 * to the billionth, and the family of suffixes it was written with. See the API reference,
 * "Quantity". Immutable; amounts that are equal compare as 0 whatever their suffixes.
 */
public final class Quantity implements Comparable<Quantity> {
  /** Nothing. */
  public static final Quantity ZERO = new Quantity(BigDecimal.ZERO, Form.DECIMAL);

  private static final String WRONG_FORM =
      "quantities must match the regular expression"
          + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
  private static final Pattern PARTS =
      Pattern.compile("([+-]?)(\\d*)(?:\\.(\\d*))?([eEinumkKMGTP]*[-+]?[0-9]*)");
  private static final Map<String, Integer> DECIMAL =
      Map.ofEntries(
          Map.entry("n", -9),
          Map.entry("u", -6),
          Map.entry("m", -3),
          Map.entry("", 0),
          Map.entry("k", 3),
          Map.entry("M", 6),
          Map.entry("G", 9),
          Map.entry("T", 12),
          Map.entry("P", 15),
          Map.entry("E", 18));
  private static final String BINARY = "KMGTPE";
  private static final BigInteger KIBI = BigInteger.valueOf(1024);

  /** Long numbers cost time to read, and no amount needs as many digits. */
  private static final int MAX_TEXT = 256;

  private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

  private enum Form {
    DECIMAL,
    BINARY,
    EXPONENT
  }

  private final BigDecimal amount;
  private final Form form;

  private Quantity(BigDecimal amount, Form form) {
    this.amount = amount;
    this.form = form;
  }

  /** A whole amount with decimal suffixes. */
  public static Quantity of(long amount) {
    return new Quantity(BigDecimal.valueOf(amount), Form.DECIMAL);
  }

  /**
   * @throws IllegalArgumentException if the text is no quantity
   */
  public static Quantity parse(String text) {
    Matcher parts = PARTS.matcher(text);
    if (text.isEmpty() || text.length() > MAX_TEXT || !parts.matches()) {
      throw new IllegalArgumentException(WRONG_FORM);
    }
    String whole = parts.group(2);
    String fraction = parts.group(3) == null ? "" : parts.group(3);
    if (whole.isEmpty() && fraction.isEmpty()) {
      throw new IllegalArgumentException(WRONG_FORM);
    }
    BigDecimal number = new BigDecimal(parts.group(1) + whole + "." + fraction + "0");
    return scaled(number, parts.group(4));
  }

  private static Quantity scaled(BigDecimal number, String suffix) {
    Integer power = DECIMAL.get(suffix);
    if (power != null) {
      return new Quantity(bounded(number.scaleByPowerOfTen(power)), Form.DECIMAL);
    }
    if (suffix.length() == 2 && suffix.endsWith("i") && BINARY.indexOf(suffix.charAt(0)) >= 0) {
      BigInteger unit = KIBI.pow(BINARY.indexOf(suffix.charAt(0)) + 1);
      return new Quantity(bounded(number.multiply(new BigDecimal(unit))), Form.BINARY);
    }
    if (suffix.matches("[eE][-+]?[0-9]{1,3}")) {
      int exponent = Integer.parseInt(suffix.substring(1));
      return new Quantity(bounded(number.scaleByPowerOfTen(exponent)), Form.EXPONENT);
    }
    throw new IllegalArgumentException("unable to parse quantity's suffix");
  }

  /** No finer than a billionth, rounded away from zero; no larger than fits 64 bits of it. */
  private static BigDecimal bounded(BigDecimal number) {
    BigDecimal fine = number.scale() > 9 ? number.setScale(9, RoundingMode.UP) : number;
    if (fine.precision() > 18 && fine.abs().compareTo(MAX) > 0) {
      return fine.signum() < 0 ? MAX.negate() : MAX;
    }
    return fine;
  }

  public Quantity add(Quantity other) {
    return new Quantity(amount.add(other.amount), signum() == 0 ? other.form : form);
  }

  public Quantity subtract(Quantity other) {
    return add(other.negate());
  }

  public Quantity negate() {
    return new Quantity(amount.negate(), form);
  }

  public int signum() {
    return amount.signum();
  }

  /** Whole units, rounded up; the nearest long where it does not fit. */
  public long value() {
    return toLong(amount.setScale(0, RoundingMode.CEILING));
  }

  /** Thousandths, rounded up; the nearest long where they do not fit. */
  public long milliValue() {
    return toLong(amount.scaleByPowerOfTen(3).setScale(0, RoundingMode.CEILING));
  }

  private static long toLong(BigDecimal whole) {
    return whole.max(BigDecimal.valueOf(Long.MIN_VALUE)).min(MAX).longValue();
  }

  @Override
  public int compareTo(Quantity other) {
    return amount.compareTo(other.amount);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Quantity that && compareTo(that) == 0;
  }

  @Override
  public int hashCode() {
    return amount.signum() == 0 ? 0 : amount.stripTrailingZeros().hashCode();
  }

  /** The canonical form: no fraction, the largest suffix that needs none. */
  @Override
  public String toString() {
    if (signum() == 0) {
      return "0";
    }
    boolean small = amount.abs().compareTo(BigDecimal.valueOf(1024)) < 0;
    boolean whole = amount.stripTrailingZeros().scale() <= 0;
    return form == Form.BINARY && !small && whole ? binary() : decimal();
  }

  private String binary() {
    BigInteger number = amount.toBigIntegerExact();
    int power = 0;
    while (power < BINARY.length() && number.mod(KIBI).signum() == 0) {
      number = number.divide(KIBI);
      power++;
    }
    return number + (power == 0 ? "" : BINARY.charAt(power - 1) + "i");
  }

  private String decimal() {
    BigDecimal stripped = amount.stripTrailingZeros();
    int exponent = Math.floorDiv(-stripped.scale(), 3) * 3;
    String number = stripped.scaleByPowerOfTen(-exponent).toBigIntegerExact().toString();
    if (exponent == 0) {
      return number;
    }
    if (form != Form.EXPONENT) {
      for (Map.Entry<String, Integer> suffix : DECIMAL.entrySet()) {
        if (suffix.getValue() == exponent) {
          return number + suffix.getKey();
        }
      }
    }
    return number + "e" + exponent;
  }
}
