package io.binnacle.schema;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.schema.ScalarType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Conforms values that have no parts. */
final class Scalars {
  private Scalars() {}

  /**
   * The value in its canonical form; null if it is of a wrong JSON type.
   *
   * @throws ConformException if the type is right and the text is not
   */
  static @Nullable Object conform(ScalarType type, Object given) {
    return switch (type) {
      case STRING -> given instanceof String ? given : null;
      case BOOL -> given instanceof Boolean ? given : null;
      case INT64 -> given instanceof Long ? given : null;
      case INT32 -> given instanceof Long n && n == n.intValue() ? given : null;
      case DOUBLE -> given instanceof Long || given instanceof Double ? given : null;
      case BYTES -> given instanceof String s ? Base64Text.canonical(s) : null;
      case TIME -> given instanceof String s ? ApiTime.seconds(s) : null;
      case MICRO_TIME -> given instanceof String s ? ApiTime.micros(s) : null;
      case DURATION -> given instanceof String s ? GoDuration.checked(s) : null;
      case QUANTITY -> quantity(given);
      case INT_OR_STRING ->
          given instanceof String || given instanceof Long n && n == n.intValue() ? given : null;
      case RAW_EXTENSION, FIELDS_V1, ANY -> Unstructured.copy(given);
    };
  }

  private static Object quantity(Object given) {
    String text;
    if (given instanceof String s) {
      text = s.strip();
    } else if (given instanceof Long n) {
      text = n.toString();
    } else if (given instanceof Double d) {
      text = new java.math.BigDecimal(d.toString()).toPlainString();
    } else {
      // Read as text whatever it is.
      text = jsonType(given);
    }
    try {
      return Quantity.parse(text).toString();
    } catch (IllegalArgumentException e) {
      throw new ConformException(e.getMessage());
    }
  }

  /** The value's JSON type as messages name it. */
  static String jsonType(Object value) {
    if (value instanceof Map<?, ?>) {
      return "object";
    }
    if (value instanceof List<?>) {
      return "array";
    }
    if (value instanceof Boolean) {
      return "bool";
    }
    return value instanceof Number ? "number" : "string";
  }
}
