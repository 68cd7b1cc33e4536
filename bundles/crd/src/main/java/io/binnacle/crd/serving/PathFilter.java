package io.binnacle.crd.serving;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What stands in {@code [?(…)]}: a path that exists, or two sides compared. */
final class PathFilter {
  private static final Pattern COMPARISON = Pattern.compile("(.+?)\\s*(==|!=|<=|>=|<|>)\\s*(.+)");

  private PathFilter() {}

  /** Null if the text is no filter. */
  static @Nullable Predicate<Object> parse(String text) {
    Matcher comparison = COMPARISON.matcher(text.strip());
    if (!comparison.matches()) {
      JsonPath path = text.strip().startsWith("@") ? path(text.strip()) : null;
      return path == null ? null : item -> !path.find(item).isEmpty();
    }
    Side left = Side.of(comparison.group(1).strip());
    Side right = Side.of(comparison.group(3).strip());
    String operator = comparison.group(2);
    return left == null || right == null
        ? null
        : item -> holds(left.value(item), operator, right.value(item));
  }

  private static @Nullable JsonPath path(String text) {
    return JsonPath.tryParse(text.substring(1));
  }

  private static boolean holds(@Nullable Object left, String operator, @Nullable Object right) {
    if (left == null || right == null) {
      return false;
    }
    if (left instanceof Number a && right instanceof Number b) {
      return ordered(Double.compare(a.doubleValue(), b.doubleValue()), operator);
    }
    if (left instanceof String a && right instanceof String b) {
      return ordered(a.compareTo(b), operator);
    }
    boolean same = Objects.equals(left, right);
    return operator.equals("==") ? same : operator.equals("!=") && !same;
  }

  private static boolean ordered(int order, String operator) {
    return switch (operator) {
      case "==" -> order == 0;
      case "!=" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  /** A literal, or a path from the item. */
  private record Side(@Nullable JsonPath path, @Nullable Object literal) {
    static @Nullable Side of(String text) {
      if (text.startsWith("@")) {
        JsonPath path = PathFilter.path(text);
        return path == null ? null : new Side(path, null);
      }
      if (text.length() > 1 && (text.startsWith("\"") || text.startsWith("'"))) {
        return new Side(null, text.substring(1, text.length() - 1));
      }
      if (text.equals("true") || text.equals("false")) {
        return new Side(null, Boolean.valueOf(text));
      }
      try {
        return new Side(null, Double.valueOf(text));
      } catch (NumberFormatException e) {
        return null;
      }
    }

    @Nullable Object value(Object item) {
      if (path == null) {
        return literal;
      }
      List<@Nullable Object> found = path.find(item);
      return found.isEmpty() ? null : found.get(0);
    }
  }
}
