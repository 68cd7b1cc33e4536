package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.selector.LabelSyntax;
import io.binnacle.api.status.FieldError;
import io.binnacle.resources.core.internal.rules.Choices;
import io.binnacle.resources.core.internal.rules.LabelRules;
import java.util.List;

/** Tolerations of taints. */
final class TolerationValidation {
  private TolerationValidation() {}

  static void check(List<FieldError> errors, List<Unstructured> tolerations, String path) {
    for (int i = 0; i < tolerations.size(); i++) {
      one(errors, tolerations.get(i), path + "[" + i + "]");
    }
  }

  private static void one(List<FieldError> errors, Unstructured toleration, String at) {
    String key = toleration.string("key");
    String operator = toleration.string("operator");
    String value = toleration.string("value");
    if (!key.isEmpty()) {
      errors.addAll(LabelRules.key(key, at + ".key"));
    } else if (!operator.equals("Exists")) {
      errors.add(
          FieldError.invalid(
              at + ".operator",
              operator,
              "operator must be Exists when `key` is empty, which means \"match all values and all"
                  + " keys\""));
    }
    if (toleration.get("tolerationSeconds") != null
        && !toleration.string("effect").equals("NoExecute")) {
      errors.add(
          FieldError.invalid(
              at + ".effect",
              toleration.string("effect"),
              "effect must be 'NoExecute' when `tolerationSeconds` is set"));
    }
    switch (operator) {
      case "Equal", "" -> {
        List<String> problems = LabelSyntax.valueProblems(value);
        if (!problems.isEmpty()) {
          errors.add(FieldError.invalid(at + ".operator", value, String.join(";", problems)));
        }
      }
      case "Exists" -> {
        if (!value.isEmpty()) {
          errors.add(
              FieldError.invalid(
                  at + ".operator", value, "value must be empty when `operator` is 'Exists'"));
        }
      }
      // They compare numbers once the cluster has the alpha feature; the answer names them already.
      case "Lt", "Gt" ->
          errors.add(
              FieldError.notSupported(
                  at + ".operator", operator, List.of("Equal", "Exists", "Lt", "Gt")));
      default ->
          errors.add(
              FieldError.notSupported(at + ".operator", operator, List.of("Equal", "Exists")));
    }
    Choices.check(
        errors,
        at + ".effect",
        toleration.string("effect"),
        "NoSchedule",
        "PreferNoSchedule",
        "NoExecute");
  }
}
