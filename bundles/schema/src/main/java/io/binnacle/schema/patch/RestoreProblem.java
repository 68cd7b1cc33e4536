package io.binnacle.schema.patch;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value of a wrong type in the words for strategic merge patches: the original builds objects
 * from their merged trees then, not from text.
 */
final class RestoreProblem {
  private static final Pattern UNMARSHAL =
      Pattern.compile(
          "json: cannot unmarshal (\\w+) into Go (?:struct field|value).* of type (.+)");

  private RestoreProblem() {}

  /**
   * @param what the problem as it is told of a text; another one stays as it is
   */
  static String of(String what) {
    Matcher problem = UNMARSHAL.matcher(what);
    if (!problem.matches()) {
      return what;
    }
    String type = problem.group(2);
    String given =
        switch (problem.group(1)) {
          case "number" -> "int64";
          case "array" -> "slice";
          case "object" -> "map";
          default -> problem.group(1);
        };
    if (type.startsWith("map[")) {
      return "cannot restore map from " + given;
    }
    if (type.startsWith("[]")) {
      return "cannot restore slice from " + given;
    }
    if (type.equals("string") && given.equals("int64")) {
      return "cannot convert int64 to string";
    }
    return type.matches("string|bool|u?int\\d*|float\\d+")
        ? "unrecognized type: " + type
        : "cannot restore struct from: " + given;
  }
}
