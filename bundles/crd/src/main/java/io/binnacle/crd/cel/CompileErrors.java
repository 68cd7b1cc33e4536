package io.binnacle.crd.cel;

import dev.cel.common.CelValidationResult;
import java.util.regex.Pattern;

/** What is wrong with an expression, as the original tells it: one position and reason a line. */
final class CompileErrors {
  /** What the grammar itself refuses; the original says so. */
  private static final Pattern GRAMMAR =
      Pattern.compile(
          "(?m)^(ERROR: <input>:\\d+:-?\\d+: )"
              + "(?=mismatched input|no viable alternative|extraneous input|missing '"
              + "|token recognition error)");

  /** What this compiler tells beyond what the original does. */
  private static final Pattern MORE = Pattern.compile("(?<=\\)') \\(candidates: [^\\n]*\\)");

  /** Where the original would have the expression end, this parser says how it could go on. */
  private static final Pattern GOES_ON = Pattern.compile("expecting \\{<EOF>, [^\\n]*\\}");

  private static final Pattern PLACE_IN_NOTHING =
      Pattern.compile("^(ERROR: <input>:1:)1(: [^\\n]*).*$", Pattern.DOTALL);

  private CompileErrors() {}

  static String text(CelValidationResult result, String expression) {
    String text = GRAMMAR.matcher(result.getErrorString()).replaceAll("$1Syntax error: ");
    text = MORE.matcher(text).replaceAll("");
    text = GOES_ON.matcher(text).replaceAll("expecting <EOF>");
    return expression.isEmpty()
        ? PLACE_IN_NOTHING
            .matcher(text)
            .replaceFirst(found -> found.group(1) + "0" + found.group(2))
        : text;
  }
}
