package io.binnacle.resources.core.internal.rules;

import io.binnacle.api.status.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fields that take one of a few words. */
public final class Choices {
  private Choices() {}

  /** Complains if the value is none of the words; an empty value passes. */
  public static void check(List<FieldError> errors, String path, String value, String... allowed) {
    if (!value.isEmpty() && !List.of(allowed).contains(value)) {
      errors.add(FieldError.notSupported(path, value, List.of(allowed)));
    }
  }

  /** Complains of a value that is there but none of the words; null passes, "" does not. */
  public static void ifGiven(
      List<FieldError> errors, String path, @Nullable Object value, String... allowed) {
    if (value != null && !List.of(allowed).contains(value)) {
      errors.add(FieldError.notSupported(path, value, List.of(allowed)));
    }
  }

  /** As {@link #check}, but an empty value is wrong too: it is required. */
  public static void require(
      List<FieldError> errors, String path, String value, String... allowed) {
    if (value.isEmpty()) {
      errors.add(FieldError.required(path, ""));
    } else {
      check(errors, path, value, allowed);
    }
  }
}
