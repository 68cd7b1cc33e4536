package io.binnacle.crd.structural;

import io.binnacle.api.object.Unstructured;
import org.jspecify.annotations.Nullable;

/** Brings values into form that stand by themselves, such as defaults. */
public final class Fitting {
  private Fitting() {}

  /** A copy without what the schema does not know. */
  public static @Nullable Object pruned(Structural schema, Object value) {
    return new Pruning(true).value(schema, value, "");
  }

  /** A copy with its own defaults filled in. */
  public static @Nullable Object completed(Structural schema, Object value) {
    Object copy = Unstructured.copy(value);
    Defaulting.apply(schema, copy);
    return copy;
  }
}
