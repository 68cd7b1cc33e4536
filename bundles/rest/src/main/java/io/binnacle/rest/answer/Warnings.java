package io.binnacle.rest.answer;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The texts of an answer's Warning headers. Headers must not grow with what a client sends, so past
 * a total each text is cut, and past it again the rest is left out; the limits are the original's.
 * Used by one thread at a time.
 */
final class Warnings {
  /** How long all texts may be, in code points. */
  private static final int MAX_TOTAL = 4096;

  /** How long a text may be where all together are too long. */
  private static final int MAX_CUT = 256;

  private final Set<String> texts = new LinkedHashSet<>();
  private int whole;
  private int cut;

  /** Adds a text; said twice, it is sent once. */
  void add(String text) {
    boolean full = whole > MAX_TOTAL && cut >= MAX_TOTAL;
    if (!full && texts.add(text)) {
      int length = text.codePointCount(0, text.length());
      whole += length;
      cut += Math.min(length, MAX_CUT);
    }
  }

  /** The texts as they are sent. */
  List<String> sent() {
    return whole > MAX_TOTAL ? texts.stream().map(Warnings::cut).toList() : List.copyOf(texts);
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= MAX_CUT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MAX_CUT));
  }
}
