package io.binnacle.crd.cel;

import io.binnacle.crd.structural.Structural;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The path of the field that a rule blames, relative to where the rule stands. */
final class BlamedField {
  private static final Pattern STEP =
      Pattern.compile("\\.([^.\\[\\]']+)|\\['((?:[^'\\\\]|\\\\.)*)'\\]");

  private BlamedField() {}

  /** Whether a schema has the field: every step is one of its properties or a key of its maps. */
  static boolean isIn(Structural schema, String path) {
    Matcher steps = STEP.matcher(path);
    Structural at = schema;
    int end = 0;
    while (at != null && steps.find() && steps.start() == end) {
      end = steps.end();
      at = step(at, steps.group(1), steps.group(2));
    }
    return at != null && end == path.length();
  }

  private static @Nullable Structural step(
      Structural at, @Nullable String name, @Nullable String key) {
    if (at.properties().isEmpty()) {
      return at.additional();
    }
    return at.properties().get(name == null ? String.valueOf(key).replace("\\'", "'") : name);
  }
}
