package io.binnacle.resources.core.internal.diff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The differences between two texts in the unified format, with three lines around each, found as
 * Python's difflib finds them: the longest common run of lines first, then the same to its left and
 * right. Lines that are in more than a hundredth of a long text do not begin a run.
 */
public final class UnifiedDiff {
  private static final int AROUND = 3;
  private static final int LONG = 200;

  private final List<String> before;
  private final List<String> after;
  private final Map<String, List<Integer>> places = new HashMap<>();
  private final List<Run> runs = new ArrayList<>();

  /** Equal lines: where they begin in either text, and how many. */
  private record Run(int before, int after, int length) {}

  /** What becomes of lines {@code from} to {@code to}: those of the other text. */
  private record Edit(boolean same, int from, int to, int otherFrom, int otherTo) {}

  private UnifiedDiff(List<String> before, List<String> after) {
    this.before = before;
    this.after = after;
    for (int i = 0; i < after.size(); i++) {
      places.computeIfAbsent(after.get(i), line -> new ArrayList<>()).add(i);
    }
    if (after.size() >= LONG) {
      places.values().removeIf(where -> where.size() > after.size() / 100 + 1);
    }
    match(0, before.size(), 0, after.size());
  }

  /** The hunks, each line ended; "" if there is no difference. */
  public static String of(List<String> before, List<String> after) {
    return new UnifiedDiff(before, after).text();
  }

  private void match(int from, int to, int otherFrom, int otherTo) {
    Run run = longest(from, to, otherFrom, otherTo);
    if (run.length() == 0) {
      return;
    }
    match(from, run.before(), otherFrom, run.after());
    runs.add(run);
    match(run.before() + run.length(), to, run.after() + run.length(), otherTo);
  }

  private Run longest(int from, int to, int otherFrom, int otherTo) {
    int best = from;
    int bestOther = otherFrom;
    int length = 0;
    Map<Integer, Integer> ending = new HashMap<>();
    for (int i = from; i < to; i++) {
      Map<Integer, Integer> longer = new HashMap<>();
      for (int j : places.getOrDefault(before.get(i), List.of())) {
        if (j >= otherFrom && j < otherTo) {
          int size = ending.getOrDefault(j - 1, 0) + 1;
          longer.put(j, size);
          if (size > length) {
            best = i - size + 1;
            bestOther = j - size + 1;
            length = size;
          }
        }
      }
      ending = longer;
    }
    while (best > from && bestOther > otherFrom && same(best - 1, bestOther - 1)) {
      best--;
      bestOther--;
      length++;
    }
    while (best + length < to
        && bestOther + length < otherTo
        && same(best + length, bestOther + length)) {
      length++;
    }
    return new Run(best, bestOther, length);
  }

  private boolean same(int line, int other) {
    return before.get(line).equals(after.get(other));
  }

  private List<Edit> edits() {
    List<Edit> edits = new ArrayList<>();
    int line = 0;
    int other = 0;
    runs.add(new Run(before.size(), after.size(), 0));
    for (Run run : runs) {
      if (line < run.before() || other < run.after()) {
        edits.add(new Edit(false, line, run.before(), other, run.after()));
      }
      line = run.before() + run.length();
      other = run.after() + run.length();
      if (run.length() > 0) {
        edits.add(new Edit(true, run.before(), line, run.after(), other));
      }
    }
    return edits;
  }

  private String text() {
    StringBuilder out = new StringBuilder();
    List<Edit> edits = edits();
    List<Edit> hunk = new ArrayList<>();
    for (int i = 0; i < edits.size(); i++) {
      Edit edit = edits.get(i);
      if (!edit.same()) {
        hunk.add(edit);
        continue;
      }
      boolean first = i == 0;
      boolean last = i == edits.size() - 1;
      int size = edit.to() - edit.from();
      int kept = Math.min(size, AROUND);
      if (first) {
        hunk.add(tail(edit, kept));
      } else if (last) {
        hunk.add(head(edit, kept));
      } else if (size > 2 * AROUND) {
        hunk.add(head(edit, AROUND));
        write(out, hunk);
        hunk.clear();
        hunk.add(tail(edit, AROUND));
      } else {
        hunk.add(edit);
      }
    }
    write(out, hunk);
    return out.toString();
  }

  private static Edit head(Edit edit, int lines) {
    return new Edit(
        true, edit.from(), edit.from() + lines, edit.otherFrom(), edit.otherFrom() + lines);
  }

  private static Edit tail(Edit edit, int lines) {
    return new Edit(true, edit.to() - lines, edit.to(), edit.otherTo() - lines, edit.otherTo());
  }

  private void write(StringBuilder out, List<Edit> hunk) {
    if (hunk.stream().allMatch(Edit::same)) {
      return;
    }
    Edit first = hunk.get(0);
    Edit last = hunk.get(hunk.size() - 1);
    out.append("@@ -").append(range(first.from(), last.to()));
    out.append(" +").append(range(first.otherFrom(), last.otherTo())).append(" @@\n");
    for (Edit edit : hunk) {
      lines(out, edit.same() ? ' ' : '-', before.subList(edit.from(), edit.to()));
      if (!edit.same()) {
        lines(out, '+', after.subList(edit.otherFrom(), edit.otherTo()));
      }
    }
  }

  private static String range(int from, int to) {
    int length = to - from;
    return length == 1 ? String.valueOf(from + 1) : (length == 0 ? from : from + 1) + "," + length;
  }

  private static void lines(StringBuilder out, char mark, List<String> lines) {
    lines.forEach(line -> out.append(mark).append(line).append('\n'));
  }
}
