package io.binnacle.resources.policy.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.selector.LabelSyntax;
import io.binnacle.api.status.FieldError;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a toleration that a RuntimeClass lends its pods. */
final class Tolerations {
  private static final List<String> EFFECTS =
      List.of("NoSchedule", "PreferNoSchedule", "NoExecute");

  private Tolerations() {}

  static List<FieldError> problems(Unstructured toleration, String path) {
    List<FieldError> errors = new ArrayList<>();
    String key = toleration.string("key");
    String operator = toleration.string("operator");
    String effect = toleration.string("effect");
    if (!key.isEmpty()) {
      LabelSyntax.keyProblems(key)
          .forEach(wrong -> errors.add(FieldError.invalid(path + ".key", key, wrong)));
    } else if (!operator.equals("Exists")) {
      errors.add(
          FieldError.invalid(
              path + ".operator",
              operator,
              "operator must be Exists when `key` is empty, which means \"match all values and all"
                  + " keys\""));
    }
    if (toleration.get("tolerationSeconds") != null && !effect.equals("NoExecute")) {
      errors.add(
          FieldError.invalid(
              path + ".effect",
              effect,
              "effect must be 'NoExecute' when `tolerationSeconds` is set"));
    }
    errors.addAll(operator(operator, toleration.string("value"), path + ".operator"));
    if (!effect.isEmpty() && !EFFECTS.contains(effect)) {
      errors.add(FieldError.notSupported(path + ".effect", effect, EFFECTS));
    }
    return errors;
  }

  private static List<FieldError> operator(String operator, String value, String path) {
    return switch (operator) {
      case "Equal", "" ->
          LabelSyntax.valueProblems(value).stream()
              .map(wrong -> FieldError.invalid(path, value, wrong))
              .toList();
      case "Exists" ->
          value.isEmpty()
              ? List.of()
              : List.of(
                  FieldError.invalid(
                      path, value, "value must be empty when `operator` is 'Exists'"));
      default -> List.of(FieldError.notSupported(path, operator, List.of("Equal", "Exists")));
    };
  }
}
