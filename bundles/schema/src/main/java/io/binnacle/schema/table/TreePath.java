package io.binnacle.schema.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A path into a tree: {@code .a.b}, {@code [0]} for an item, {@code [*]} for all. Immutable. */
final class TreePath {
  private static final Pattern STEP =
      Pattern.compile("\\.([^.\\[\\]\\s]+)|\\[(\\d+)\\]|\\[(\\*)\\]|\\['([^']*)'\\]");

  private final List<Object> steps;

  private TreePath(List<Object> steps) {
    this.steps = steps;
  }

  static TreePath parse(String text) {
    List<Object> steps = new ArrayList<>();
    Matcher matcher = STEP.matcher(text);
    int at = 0;
    while (at < text.length() && matcher.find() && matcher.start() == at) {
      if (matcher.group(2) != null) {
        steps.add(Integer.valueOf(matcher.group(2)));
      } else if (matcher.group(3) != null) {
        steps.add(Wildcard.ALL);
      } else {
        steps.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(4));
      }
      at = matcher.end();
    }
    if (at != text.length() || steps.isEmpty()) {
      throw new IllegalArgumentException("'" + text + "' is not a path such as .spec.replicas");
    }
    return new TreePath(List.copyOf(steps));
  }

  private enum Wildcard {
    ALL
  }

  /** Whether the path may lead to several values. */
  boolean isPlural() {
    return steps.contains(Wildcard.ALL);
  }

  /** The values the path leads to; null values are left out. */
  List<Object> all(Object tree) {
    List<Object> result = new ArrayList<>();
    follow(tree, 0, result);
    return result;
  }

  @Nullable Object first(Object tree) {
    List<Object> all = all(tree);
    return all.isEmpty() ? null : all.get(0);
  }

  private void follow(@Nullable Object at, int step, List<Object> result) {
    if (at == null) {
      return;
    }
    if (step == steps.size()) {
      result.add(at);
      return;
    }
    Object next = steps.get(step);
    if (next instanceof String key && at instanceof Map<?, ?> map) {
      follow(map.get(key), step + 1, result);
    } else if (next instanceof Integer index && at instanceof List<?> list) {
      follow(index < list.size() ? list.get(index) : null, step + 1, result);
    } else if (next == Wildcard.ALL && at instanceof List<?> list) {
      for (Object item : list) {
        follow(item, step + 1, result);
      }
    }
  }
}
