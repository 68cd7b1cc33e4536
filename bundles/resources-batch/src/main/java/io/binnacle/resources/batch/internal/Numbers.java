package io.binnacle.resources.batch.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rules for whole numbers, and parts of a tree that may be missing. */
final class Numbers {
  private Numbers() {}

  /** One error for each of the fields that is there and below zero. */
  static List<FieldError> notNegative(Unstructured object, String path, String... fields) {
    List<FieldError> errors = new ArrayList<>();
    for (String field : fields) {
      long value = object.number(0, field);
      if (value < 0) {
        errors.add(
            FieldError.invalid(path + "." + field, value, "must be greater than or equal to 0"));
      }
    }
    return errors;
  }

  /** A map of the object, an empty one if it has none. */
  static Unstructured part(Unstructured object, String... path) {
    return new Unstructured(
        object.get(path) instanceof Map<?, ?> ? object.map(path) : new LinkedHashMap<>());
  }
}
