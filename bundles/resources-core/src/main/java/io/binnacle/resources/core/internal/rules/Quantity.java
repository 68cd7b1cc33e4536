package io.binnacle.resources.core.internal.rules;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An amount of a resource, such as {@code 100m} or {@code 1Gi}, as a number that can be compared.
 *
 * @param value the exact amount
 */
public record Quantity(BigDecimal value) implements Comparable<Quantity> {
  public static final Quantity ZERO = new Quantity(BigDecimal.ZERO);

  private static final Pattern FORM =
      Pattern.compile(
          "([+-]?[0-9]*\\.?[0-9]*)(?:([eE][+-]?[0-9]+)|(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE])?)");
  private static final Map<String, Integer> DECIMAL =
      Map.of("n", -9, "u", -6, "m", -3, "k", 3, "M", 6, "G", 9, "T", 12, "P", 15, "E", 18);
  private static final String BINARY = "KMGTPE";

  /** Reads a quantity that decoding has let pass; what is none counts as 0. */
  public static Quantity of(@Nullable Object text) {
    Matcher match = FORM.matcher(String.valueOf(text));
    if (!match.matches() || match.group(1).chars().noneMatch(Character::isDigit)) {
      return ZERO;
    }
    BigDecimal number = new BigDecimal(match.group(1));
    String suffix = match.group(3);
    if (match.group(2) != null) {
      number = number.scaleByPowerOfTen(Integer.parseInt(match.group(2).substring(1)));
    } else if (suffix != null && suffix.endsWith("i")) {
      number =
          number.multiply(BigDecimal.valueOf(2).pow(10 * (BINARY.indexOf(suffix.charAt(0)) + 1)));
    } else if (suffix != null) {
      number = number.scaleByPowerOfTen(DECIMAL.getOrDefault(suffix, 0));
    }
    return new Quantity(number);
  }

  public int signum() {
    return value.signum();
  }

  /** Whether it has no fraction. */
  public boolean isWhole() {
    return value.stripTrailingZeros().scale() <= 0;
  }

  @Override
  public int compareTo(Quantity other) {
    return value.compareTo(other.value);
  }
}
