package io.binnacle.api.expression;

import java.util.List;

/**
 * Tells whether expressions in CEL can be compiled, before they are stored. A service of whoever
 * has the language; without one expressions are taken as they are. Thread-safe.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/cel/">Common Expression Language in
 *     Kubernetes</a>
 */
public interface ExpressionChecker {
  /** Finds nothing wrong: for when the language is not there. */
  ExpressionChecker NONE =
      new ExpressionChecker() {
        @Override
        public Finding check(String expression, ExpressionScope scope) {
          return new Finding("", "");
        }

        @Override
        public Finding parse(String expression) {
          return new Finding("", "");
        }
      };

  /** Checks an expression's syntax, its names and its types. */
  Finding check(String expression, ExpressionScope scope);

  /** Checks nothing but the syntax. */
  Finding parse(String expression);

  /**
   * What was found.
   *
   * @param problem what keeps the expression from being compiled, "" for nothing
   * @param type what it evaluates to, as CEL writes types; "" if that is not known
   */
  record Finding(String problem, String type) {
    /** Whether it compiles and is known to evaluate to none of some types. */
    public boolean isOtherThan(List<String> types) {
      return problem.isEmpty() && !type.isEmpty() && !types.contains(type);
    }
  }
}
