package io.binnacle.resources.admissionregistration.internal;

import io.binnacle.api.expression.ExpressionChecker;
import io.binnacle.api.expression.ExpressionChecker.Finding;
import io.binnacle.api.expression.ExpressionScope;
import io.binnacle.api.status.FieldError;
import java.util.List;
import java.util.function.Supplier;

/** Rules for expressions: that they compile, and to what they evaluate. */
final class ExpressionRules {
  static final List<String> BOOL = List.of("bool");
  static final List<String> STRING = List.of("string");
  static final List<String> STRING_OR_NULL = List.of("string", "null_type");

  private final Supplier<ExpressionChecker> checker;

  /**
   * @param checker the one that is there now
   */
  ExpressionRules(Supplier<ExpressionChecker> checker) {
    this.checker = checker;
  }

  /**
   * @param types one of which it must evaluate to
   */
  List<FieldError> problems(
      String expression, ExpressionScope scope, List<String> types, String path) {
    String text = expression.strip();
    Finding found = checker.get().check(text, scope);
    if (found.isOtherThan(types)) {
      String wanted = types.size() == 1 ? types.get(0) : "one of [" + String.join(" ", types) + "]";
      return List.of(
          FieldError.invalid(
              path, text, "must evaluate to " + wanted + " but got " + found.type()));
    }
    return problems(found, text, path);
  }

  /** Whether an expression compiles, whatever it evaluates to. */
  Finding check(String expression, ExpressionScope scope) {
    return checker.get().check(expression.strip(), scope);
  }

  /** The problems of an expression that may name types which nobody here knows. */
  List<FieldError> syntaxProblems(String expression, String path) {
    String text = expression.strip();
    return problems(checker.get().parse(text), text, path);
  }

  static List<FieldError> problems(Finding found, String expression, String path) {
    return found.problem().isEmpty()
        ? List.of()
        : List.of(FieldError.invalid(path, expression.strip(), found.problem()));
  }
}
