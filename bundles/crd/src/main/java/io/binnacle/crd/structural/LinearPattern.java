package io.binnacle.crd.structural;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;

/**
 * Patterns of strangers: in RE2's syntax, as in the original, so that matching takes time linear to
 * the text. What would take much to compile is refused, too.
 */
public final class LinearPattern {
  private static final int MAX_DEPTH = 500;
  private static final int MAX_REPEATS = 1000;
  private static final int MAX_LENGTH = 16 * 1024;

  /** An escape, a count, or any other character. */
  private static final java.util.regex.Pattern PART =
      java.util.regex.Pattern.compile(
          "\\\\.|\\{(\\d{1,9})(?:,(\\d{0,9}))?\\}|.", java.util.regex.Pattern.DOTALL);

  private LinearPattern() {}

  /**
   * Compiles a pattern.
   *
   * @throws PatternSyntaxException if it is none, or one that nests or repeats too much
   */
  public static Pattern of(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new PatternSyntaxException("expression too large", text.substring(0, 100));
    }
    checkCost(text);
    return Pattern.compile(text);
  }

  /** What is wrong with a pattern, in the words of the original. */
  public static String problem(PatternSyntaxException e, String text) {
    boolean unbalanced = String.valueOf(e.getMessage()).contains("internal error");
    return unbalanced
        ? "error parsing regexp: unexpected ): `" + text + "`"
        : String.valueOf(e.getMessage());
  }

  private static void checkCost(String text) {
    Deque<Integer> groups = new ArrayDeque<>();
    int most = 1;
    int last = 1;
    Matcher parts = PART.matcher(text);
    while (parts.find()) {
      switch (parts.group()) {
        case "(" -> {
          groups.push(most);
          most = 1;
          last = 1;
        }
        case ")" -> {
          last = most;
          most = Math.max(most, groups.isEmpty() ? 1 : groups.pop());
        }
        default -> last = parts.group(1) == null ? 1 : times(last, parts);
      }
      most = Math.max(most, last);
      if (groups.size() > MAX_DEPTH) {
        throw new PatternSyntaxException("expression nests too deeply", text);
      }
      if (most > MAX_REPEATS) {
        throw new PatternSyntaxException("invalid repeat count", parts.group());
      }
    }
  }

  private static int times(int inner, MatchResult count) {
    String least = count.group(1);
    String greatest = count.group(2) == null || count.group(2).isEmpty() ? least : count.group(2);
    long times = Math.max(1, Math.max(Long.parseLong(least), Long.parseLong(greatest)));
    return (int) Math.min(MAX_REPEATS + 1L, inner * times);
  }
}
