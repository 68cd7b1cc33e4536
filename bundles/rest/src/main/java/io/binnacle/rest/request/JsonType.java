package io.binnacle.rest.request;

import java.util.List;
import java.util.Map;

/** What Go's decoder calls values of JSON where it expected another. */
public final class JsonType {
  private JsonType() {}

  /** The name of a value's type, which is not null. */
  public static String of(Object value) {
    return value instanceof String
        ? "string"
        : value instanceof Boolean
            ? "bool"
            : value instanceof Map<?, ?> ? "object" : value instanceof List<?> ? "array" : "number";
  }
}
