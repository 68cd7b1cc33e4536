package io.binnacle.crd.cel;

import dev.cel.common.exceptions.CelIterationLimitExceededException;
import dev.cel.common.values.CelByteString;
import java.util.Collection;
import java.util.Map;

/**
 * How much one evaluation may make and look through, in characters and elements. A few turns of a
 * loop that doubles a text would fill the memory, so functions whose work grows with what they get
 * ask here first. What is left is kept for each thread, as functions are told nothing of the
 * evaluation that calls them.
 */
final class SizeBudget {
  /** What a call may cost in kube-apiserver, where ten characters cost one. */
  private static final long MOST = 10_000_000;

  private static final ThreadLocal<long[]> LEFT = ThreadLocal.withInitial(() -> new long[] {MOST});

  private SizeBudget() {}

  /** Begins an evaluation on this thread. */
  static void renew() {
    LEFT.get()[0] = MOST;
  }

  /**
   * Takes some.
   *
   * @throws CelIterationLimitExceededException if so much is not left
   */
  static void spend(long size) {
    long[] left = LEFT.get();
    left[0] -= Math.min(size, MOST + 1);
    if (left[0] < 0) {
      left[0] = 0;
      throw new CelIterationLimitExceededException((int) MOST);
    }
  }

  /** How large a value is, what is in its elements left out. */
  static long size(Object value) {
    if (value instanceof String text) {
      return text.length();
    }
    if (value instanceof Collection<?> elements) {
      return elements.size();
    }
    if (value instanceof Map<?, ?> map) {
      return map.size();
    }
    return value instanceof CelByteString bytes ? bytes.size() : 0;
  }

  /** How large values are together. */
  static long size(Object... values) {
    long sum = 0;
    for (Object value : values) {
      sum += size(value);
    }
    return sum;
  }

  /** What it takes to look for a text, or for what matches a pattern, in another. */
  static long search(String text, String sought) {
    return text.length() * Math.max(1L, sought.length() / 10);
  }
}
