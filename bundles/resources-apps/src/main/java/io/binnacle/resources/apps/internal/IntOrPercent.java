package io.binnacle.resources.apps.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number of pods, given outright or as a share of all, such as {@code 3} or {@code "25%"}.
 *
 * @param value a Long, a String or null
 * @param path where it stands
 */
record IntOrPercent(@Nullable Object value, String path) {
  private static final Pattern PERCENT = Pattern.compile("[0-9]+%");

  static IntOrPercent at(Unstructured object, String field, String path) {
    return new IntOrPercent(object.get(field), path + "." + field);
  }

  /** Neither negative nor something else than a number or a percentage. */
  List<FieldError> form() {
    if (value instanceof String text && !PERCENT.matcher(text).matches()) {
      return List.of(
          FieldError.invalid(
              path,
              text,
              "a valid percent string must be a numeric string followed by an ending '%' (e.g."
                  + " '1%',  or '93%', regex used for validation is '[0-9]+%')"));
    }
    return value instanceof Number number && number.longValue() < 0
        ? List.of(FieldError.invalid(path, value, "must be greater than or equal to 0"))
        : List.of();
  }

  List<FieldError> atMostHundredPercent() {
    return isPercent() && amount() > 100
        ? List.of(FieldError.invalid(path, value, "must not be greater than 100%"))
        : List.of();
  }

  /** Whether it comes to nothing, as a number, a percentage, or for want of either. */
  boolean isZero() {
    return amount() == 0;
  }

  private boolean isPercent() {
    return value instanceof String text && PERCENT.matcher(text).matches();
  }

  private long amount() {
    if (value instanceof Number number) {
      return number.longValue();
    }
    if (!isPercent()) {
      return 0;
    }
    String digits = String.valueOf(value).replace("%", "");
    // More digits than an int has are more than a hundred per cent in any case.
    return digits.length() > 9 ? Integer.MAX_VALUE : Long.parseLong(digits);
  }
}
