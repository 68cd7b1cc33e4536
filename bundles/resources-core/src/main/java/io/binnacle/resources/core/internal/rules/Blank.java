package io.binnacle.resources.core.internal.rules;

import io.binnacle.api.object.Unstructured;
import org.jspecify.annotations.Nullable;

/**
 * Fields that count as unset: missing, null, "" and 0, as they are in the original, where such
 * fields have no form of their own for "not given".
 */
public final class Blank {
  private Blank() {}

  /** Whether the value counts as unset. */
  public static boolean is(@Nullable Object value) {
    return value == null
        || value.equals("")
        || (value instanceof Number number && number.doubleValue() == 0);
  }

  /** Sets the value at the path if what is there counts as unset. */
  public static void fill(Unstructured at, Object value, String... path) {
    if (is(at.get(path))) {
      at.set(value, path);
    }
  }
}
