package io.binnacle.crd.structural;

import io.binnacle.api.status.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks numbers. As in the original a whole number is compared in whole numbers, so that a limit
 * loses its fraction then.
 */
final class NumberCheck {
  private NumberCheck() {}

  /** Whether a number has no fraction, however it is written. */
  static boolean isWhole(Number value) {
    return !(value instanceof Double d) || d == Math.rint(d) && !d.isInfinite();
  }

  static void check(Structural schema, Number value, String path, List<FieldError> errors) {
    String unfit = unfit(schema, value);
    if (unfit != null) {
      errors.add(
          FieldError.invalid(
              "<nil>", "", "Checked value must be of type " + unfit + " in " + path));
    }
    ValueLimits limits = schema.limits();
    if (limits.multipleOf() != null) {
      multiple(limits.multipleOf(), value, path, errors);
    }
    if (limits.maximum() != null) {
      int order = compare(value, limits.maximum());
      if (order > 0 || order == 0 && limits.exclusiveMaximum()) {
        String than = limits.exclusiveMaximum() ? "less than " : "less than or equal to ";
        errors.add(should("be " + than, limits.maximum(), value, path));
      }
    }
    if (limits.minimum() != null) {
      int order = compare(value, limits.minimum());
      if (order < 0 || order == 0 && limits.exclusiveMinimum()) {
        String than = limits.exclusiveMinimum() ? "greater than " : "greater than or equal to ";
        errors.add(should("be " + than, limits.minimum(), value, path));
      }
    }
  }

  private static int compare(Number value, Number limit) {
    return value instanceof Long whole
        ? Long.compare(whole, limit.longValue())
        : Double.compare(value.doubleValue(), limit.doubleValue());
  }

  private static FieldError should(String what, Number limit, Number value, String path) {
    return FieldError.invalid(path, value, path + " in body should " + what + text(limit, value));
  }

  private static String text(Number limit, Number value) {
    return value instanceof Long
        ? Long.toString(limit.longValue())
        : GoNumber.of(limit.doubleValue());
  }

  private static void multiple(Number factor, Number value, String path, List<FieldError> errors) {
    boolean whole = value instanceof Long;
    if (whole ? factor.longValue() <= 0 : factor.doubleValue() <= 0) {
      String shown = text(factor, value);
      errors.add(
          FieldError.invalid(
              path,
              whole ? (Object) factor.longValue() : factor,
              "factor MultipleOf declared for " + path + " must be positive: " + shown));
      return;
    }
    double times = value.doubleValue() / factor.doubleValue();
    boolean fits =
        whole
            ? value.longValue() % factor.longValue() == 0
            : Math.abs(times - Math.rint(times)) < 1e-9;
    if (!fits) {
      errors.add(should("be a multiple of ", factor, value, path));
    }
  }

  /** The type that a value is out of range of; null if it is not. */
  private static @Nullable String unfit(Structural schema, Number value) {
    if (schema.type().equals("integer")) {
      if (!isWhole(value)) {
        return "integer (default format)";
      }
      double number = value.doubleValue();
      boolean fits =
          switch (schema.format()) {
            case "int32" -> number >= Integer.MIN_VALUE && number <= Integer.MAX_VALUE;
            case "uint32" -> number >= 0 && number <= 0xFFFFFFFFL;
            case "uint64" -> number >= 0;
            default -> true;
          };
      return fits ? null : "integer with format " + schema.format();
    }
    boolean single = schema.format().equals("float") || schema.format().equals("float32");
    return schema.type().equals("number")
            && single
            && Math.abs(value.doubleValue()) > Float.MAX_VALUE
        ? "number with format " + schema.format()
        : null;
  }
}
