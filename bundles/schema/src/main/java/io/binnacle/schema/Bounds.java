package io.binnacle.schema;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks one value against a field's bounds. */
final class Bounds {
  private Bounds() {}

  /** What the value should be, in the words of a CRD's validation; null if it is. */
  static @Nullable String complaint(Limits limits, Object value) {
    if (value instanceof Number number) {
      return number(limits, number);
    }
    if (value instanceof String text) {
      String pattern = limits.text("pattern");
      if (!pattern.isEmpty() && !Pattern.compile(pattern).matcher(text).find()) {
        return "should match '" + pattern + "'";
      }
      return size(limits, "Length", text.codePointCount(0, text.length()), "be", "chars long");
    }
    if (value instanceof List<?> list) {
      return size(limits, "Items", list.size(), "have", "items");
    }
    return value instanceof Map<?, ?> map
        ? size(limits, "Properties", map.size(), "have", "properties")
        : null;
  }

  private static @Nullable String number(Limits limits, Number number) {
    String minimum = limits.text("minimum");
    if (!minimum.isEmpty() && number.doubleValue() < Double.parseDouble(minimum)) {
      return "should be greater than or equal to " + minimum;
    }
    String maximum = limits.text("maximum");
    if (!maximum.isEmpty() && number.doubleValue() > Double.parseDouble(maximum)) {
      return "should be less than or equal to " + maximum;
    }
    return null;
  }

  private static @Nullable String size(
      Limits limits, String of, int size, String verb, String what) {
    String least = limits.text("min" + of);
    if (!least.isEmpty() && size < Integer.parseInt(least)) {
      return "should " + verb + " at least " + least + " " + what;
    }
    String most = limits.text("max" + of);
    if (!most.isEmpty() && size > Integer.parseInt(most)) {
      return "should " + verb + " at most " + most + " " + what;
    }
    return null;
  }
}
