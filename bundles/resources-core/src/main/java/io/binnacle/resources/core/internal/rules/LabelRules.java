package io.binnacle.resources.core.internal.rules;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.selector.LabelSyntax;
import io.binnacle.api.status.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The form of label keys, label values and selectors that stand outside of metadata. */
public final class LabelRules {
  private LabelRules() {}

  /** What is wrong with a label's value, null if nothing. */
  public static @Nullable String value(String value) {
    List<String> problems = LabelSyntax.valueProblems(value);
    return problems.isEmpty() ? null : problems.get(0);
  }

  /** Keys and values of a plain map of labels. */
  public static List<FieldError> labels(Map<String, ?> labels, String path) {
    List<FieldError> errors = new ArrayList<>();
    labels.forEach(
        (key, value) -> {
          errors.addAll(key(key, path));
          String problem = value(String.valueOf(value));
          if (problem != null) {
            errors.add(FieldError.invalid(path, value, problem));
          }
        });
    return errors;
  }

  /** A label key at a path. */
  public static List<FieldError> key(String key, String path) {
    return LabelSyntax.keyProblems(key).stream()
        .map(w -> FieldError.invalid(path, key, w))
        .toList();
  }

  /** A LabelSelector. */
  public static List<FieldError> selector(Unstructured selector, String path) {
    List<FieldError> errors =
        new ArrayList<>(labels(selector.map("matchLabels"), path + ".matchLabels"));
    List<Unstructured> expressions = selector.items("matchExpressions");
    for (int i = 0; i < expressions.size(); i++) {
      String at = path + ".matchExpressions[" + i + "]";
      Unstructured expression = expressions.get(i);
      boolean hasValues = !expression.list("values").isEmpty();
      switch (expression.string("operator")) {
        case "In", "NotIn" -> {
          if (!hasValues) {
            errors.add(
                FieldError.required(
                    at + ".values", "must be specified when `operator` is 'In' or 'NotIn'"));
          }
        }
        case "Exists", "DoesNotExist" -> {
          if (hasValues) {
            errors.add(
                FieldError.forbidden(
                    at + ".values",
                    "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"));
          }
        }
        default ->
            errors.add(
                FieldError.invalid(
                    at + ".operator",
                    expression.string("operator"),
                    "not a valid selector operator"));
      }
      errors.addAll(key(expression.string("key"), at + ".key"));
      List<?> values = expression.list("values");
      for (int v = 0; v < values.size(); v++) {
        String problem = value(String.valueOf(values.get(v)));
        if (problem != null) {
          errors.add(FieldError.invalid(at + ".values[" + v + "]", values.get(v), problem));
        }
      }
    }
    return errors;
  }
}
