package io.binnacle.resources.batch.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * Indexes of an indexed job's pods in their short form, such as {@code 1,3-5,7}.
 *
 * @param ranges first and last of each, in order, not overlapping
 */
record IndexList(List<long[]> ranges) {
  /**
   * Reads the short form.
   *
   * @param completions indexes must be below it
   * @throws IllegalArgumentException if it is not in order; the message says what is wrong
   */
  static IndexList parse(String text, long completions) {
    List<long[]> ranges = new ArrayList<>();
    if (text.isEmpty()) {
      return new IndexList(ranges);
    }
    long last = -1;
    for (String interval : text.split(",", -1)) {
      String[] ends = interval.split("-", -1);
      if (ends.length > 2) {
        throw new IllegalArgumentException(
            "the fragment \""
                + interval
                + "\" violates the requirement that an index interval can have at most two parts"
                + " separated by '-'");
      }
      long first = index(ends[0], completions);
      if (!ranges.isEmpty() && first <= last) {
        throw new IllegalArgumentException(
            "non-increasing order, previous: " + last + ", current: " + first);
      }
      long end = ends.length == 1 ? first : index(ends[1], completions);
      if (ends.length == 2 && first >= end) {
        throw new IllegalArgumentException(
            "non-increasing order, previous: " + first + ", current: " + end);
      }
      ranges.add(new long[] {first, end});
      last = end;
    }
    return new IndexList(ranges);
  }

  private static long index(String text, long completions) {
    long value;
    try {
      value = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "cannot convert string to integer for index: \"" + text + "\"", e);
    }
    if (value >= completions) {
      throw new IllegalArgumentException("too large index: \"" + text + "\"");
    }
    return value;
  }

  long count() {
    return ranges.stream().mapToLong(range -> range[1] - range[0] + 1).sum();
  }

  boolean overlaps(IndexList other) {
    return ranges.stream()
        .anyMatch(a -> other.ranges.stream().anyMatch(b -> a[0] <= b[1] && b[0] <= a[1]));
  }
}
