package io.binnacle.resources.storage.internal;

import io.binnacle.api.expression.ExpressionChecker;
import io.binnacle.api.expression.ExpressionChecker.Finding;
import io.binnacle.api.expression.ExpressionScope;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Rules for the expressions that say which devices will do. */
final class DeviceSelectors {
  private static final int MAX_EXPRESSION = 10 * 1024;

  private static final ExpressionScope DEVICE =
      new ExpressionScope(
          Map.of("device", "DRADevice"),
          Map.of(
              "DRADevice",
              Map.of(
                  "driver", "string",
                  "allowMultipleAllocations", "bool",
                  "attributes", "map(string, map(string, dyn))",
                  "capacity", "map(string, map(string, kubernetes.Quantity))")));

  private final Supplier<ExpressionChecker> checker;

  /**
   * @param checker the one that is there now
   */
  DeviceSelectors(Supplier<ExpressionChecker> checker) {
    this.checker = checker;
  }

  List<FieldError> problems(List<Unstructured> selectors, String path) {
    return Items.each(selectors, Items.MAX, path, this::selectorProblems);
  }

  private List<FieldError> selectorProblems(Unstructured selector, String path) {
    return selector.get("cel") == null
        ? List.of(FieldError.required(path + ".cel", ""))
        : expressionProblems(selector.string("cel", "expression"), path + ".cel.expression");
  }

  private List<FieldError> expressionProblems(String expression, String path) {
    if (expression.length() > MAX_EXPRESSION) {
      return List.of(FieldError.tooLong(path, MAX_EXPRESSION));
    }
    Finding found = checker.get().check(expression, DEVICE);
    if (!found.problem().isEmpty()) {
      return List.of(FieldError.invalid(path, expression, found.problem()));
    }
    return found.isOtherThan(List.of("bool", "dyn"))
        ? List.of(
            FieldError.invalid(
                path, expression, "must evaluate to bool or the unknown type, not " + found.type()))
        : List.of();
  }
}
