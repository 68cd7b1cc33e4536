package io.binnacle.crd.definition;

import io.binnacle.api.status.FieldError;
import io.binnacle.crd.cel.CelRules;
import io.binnacle.crd.structural.Structural;
import java.util.List;

/**
 * Rules have to be expressions that compile. Only this, on a definition that has rules, loads CEL.
 */
final class RuleRules {
  private RuleRules() {}

  static List<FieldError> of(Structural schema, String path) {
    return CelRules.problems(schema, path);
  }
}
