package io.binnacle.crd.cel;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelIssue;
import dev.cel.common.CelSource;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationResult;
import java.util.function.Function;

/**
 * Refuses what is nested deeper than the parser can bear, whose own limit does not count every
 * bracket.
 */
final class Nesting {
  /** As kube-apiserver has it. */
  private static final int DEEPEST = 250;

  private Nesting() {}

  /** What the compiler says to the expression, unless it nests too deeply to be shown to it. */
  static CelValidationResult bounded(
      String expression, Function<String, CelValidationResult> compiler) {
    return depth(expression) <= DEEPEST
        ? compiler.apply(expression)
        : new CelValidationResult(
            CelSource.newBuilder(expression).build(),
            ImmutableList.of(
                CelIssue.formatError(
                    CelSourceLocation.NONE, "expression recursion limit exceeded: " + DEEPEST)));
  }

  /** How many brackets are open at once, those in texts left out. */
  private static int depth(String expression) {
    int depth = 0;
    int deepest = 0;
    char quote = 0;
    for (int i = 0; i < expression.length(); i++) {
      char c = expression.charAt(i);
      if (quote != 0) {
        if (c == '\\') {
          i++;
        } else if (c == quote) {
          quote = 0;
        }
      } else {
        switch (c) {
          case '"', '\'' -> quote = c;
          case '(', '[', '{' -> deepest = Math.max(deepest, ++depth);
          case ')', ']', '}' -> depth--;
          default -> {
            continue;
          }
        }
      }
    }
    return deepest;
  }
}
