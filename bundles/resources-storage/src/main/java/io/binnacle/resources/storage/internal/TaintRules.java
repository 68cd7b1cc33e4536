package io.binnacle.resources.storage.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.selector.LabelSyntax;
import io.binnacle.api.status.FieldError;
import java.util.ArrayList;
import java.util.List;

/** Rules for the taints of devices and for what tolerates them. */
final class TaintRules {
  private static final String[] EFFECTS = {"NoExecute", "NoSchedule", "None"};

  private TaintRules() {}

  static List<FieldError> taint(Unstructured taint, String path) {
    List<FieldError> errors =
        new ArrayList<>(Rules.qualifiedName(taint.string("key"), path + ".key"));
    errors.addAll(value(taint, path));
    String effect = taint.string("effect");
    if (effect.isEmpty()) {
      errors.add(FieldError.required(path + ".effect", ""));
    } else {
      errors.addAll(Rules.oneOf(effect, path + ".effect", EFFECTS));
    }
    return errors;
  }

  static List<FieldError> toleration(Unstructured toleration, String path) {
    List<FieldError> errors = new ArrayList<>();
    String key = toleration.string("key");
    if (!key.isEmpty()) {
      errors.addAll(Rules.qualifiedName(key, path + ".key"));
    }
    String operator = toleration.string("operator");
    switch (operator) {
      case "Exists" -> {
        if (!toleration.string("value").isEmpty()) {
          errors.add(
              FieldError.invalid(
                  path + ".value",
                  toleration.string("value"),
                  "must be empty for operator `Exists`"));
        }
      }
      case "Equal" -> errors.addAll(value(toleration, path));
      default -> errors.addAll(Rules.oneOf(operator, path + ".operator", "Equal", "Exists"));
    }
    String effect = toleration.string("effect");
    if (!effect.isEmpty()) {
      errors.addAll(Rules.oneOf(effect, path + ".effect", EFFECTS));
    }
    return errors;
  }

  private static List<FieldError> value(Unstructured of, String path) {
    String value = of.string("value");
    return LabelSyntax.valueProblems(value).stream()
        .map(wrong -> FieldError.invalid(path + ".value", value, wrong))
        .toList();
  }
}
