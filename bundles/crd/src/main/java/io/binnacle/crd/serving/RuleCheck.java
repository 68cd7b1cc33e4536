package io.binnacle.crd.serving;

import io.binnacle.api.status.FieldError;
import io.binnacle.crd.cel.CelRules;
import io.binnacle.crd.structural.Structural;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the rules of a schema. Thread-safe. */
interface RuleCheck {
  /**
   * @param previous the object as it was, null for a new one
   */
  List<FieldError> check(Object object, @Nullable Object previous);

  /** Compiles the rules; only this loads what CEL needs. */
  static RuleCheck of(Structural schema) {
    return CelRules.compile(schema)::check;
  }
}
