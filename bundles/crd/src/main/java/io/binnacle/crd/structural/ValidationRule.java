package io.binnacle.crd.structural;

import io.binnacle.api.object.Unstructured;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule of {@code x-kubernetes-validations} (KEP-2876).
 *
 * @param rule the expression, of {@code self} and perhaps {@code oldSelf}
 * @param message what is said if it is broken, "" for the default
 * @param messageExpression computes the message, "" for none
 * @param reason such as {@code FieldValueForbidden}, "" for the default
 * @param fieldPath of what is to blame, relative to the node; "" for the node itself
 * @param optionalOldSelf whether the rule holds for new values, too
 */
public record ValidationRule(
    String rule,
    String message,
    String messageExpression,
    String reason,
    String fieldPath,
    boolean optionalOldSelf) {
  static List<ValidationRule> of(Unstructured node) {
    List<ValidationRule> rules = new ArrayList<>();
    for (Unstructured rule : node.items("x-kubernetes-validations")) {
      rules.add(
          new ValidationRule(
              rule.string("rule"),
              rule.string("message"),
              rule.string("messageExpression"),
              rule.string("reason"),
              rule.string("fieldPath"),
              rule.bool("optionalOldSelf")));
    }
    return List.copyOf(rules);
  }
}
