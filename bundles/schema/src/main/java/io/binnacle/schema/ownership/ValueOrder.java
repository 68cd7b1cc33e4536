package io.binnacle.schema.ownership;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The total order of tree values by which members of a field set are sorted: numbers by size,
 * strings by code points, booleans, lists, maps, null.
 */
final class ValueOrder {
  private ValueOrder() {}

  static int compare(@Nullable Object left, @Nullable Object right) {
    int rank = rank(left);
    int other = rank(right);
    if (rank != other) {
      return Integer.compare(rank, other);
    }
    return switch (rank) {
      case 0 -> numbers((Number) cast(left), (Number) cast(right));
      case 1 -> strings((String) cast(left), (String) cast(right));
      case 2 -> ((Boolean) cast(left)).compareTo((Boolean) cast(right));
      case 3 -> lists((List<?>) cast(left), (List<?>) cast(right));
      case 4 -> maps((Map<?, ?>) cast(left), (Map<?, ?>) cast(right));
      default -> 0;
    };
  }

  private static Object cast(@Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException("null");
    }
    return value;
  }

  private static int rank(@Nullable Object value) {
    if (value instanceof String) {
      return 1;
    }
    if (value instanceof Number) {
      return 0;
    }
    if (value instanceof Boolean) {
      return 2;
    }
    return value == null ? 5 : value instanceof List<?> ? 3 : 4;
  }

  private static int numbers(Number left, Number right) {
    return left instanceof Double || right instanceof Double
        ? Double.compare(left.doubleValue(), right.doubleValue())
        : Long.compare(left.longValue(), right.longValue());
  }

  /** By code points, as UTF-8 bytes compare. */
  static int strings(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int i = 0; i < length; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        boolean pairs = Character.isSurrogate(a) != Character.isSurrogate(b);
        return pairs && a >= 0xd800 && b >= 0xd800 ? (Character.isSurrogate(a) ? 1 : -1) : a - b;
      }
    }
    return left.length() - right.length();
  }

  private static int lists(List<?> left, List<?> right) {
    Iterator<?> other = right.iterator();
    for (Object item : left) {
      if (!other.hasNext()) {
        return 1;
      }
      int order = compare(item, other.next());
      if (order != 0) {
        return order;
      }
    }
    return other.hasNext() ? -1 : 0;
  }

  private static int maps(Map<?, ?> left, Map<?, ?> right) {
    Iterator<? extends Map.Entry<?, ?>> other = sorted(right);
    for (Iterator<? extends Map.Entry<?, ?>> own = sorted(left); own.hasNext(); ) {
      if (!other.hasNext()) {
        return 1;
      }
      Map.Entry<?, ?> a = own.next();
      Map.Entry<?, ?> b = other.next();
      int order = strings((String) a.getKey(), (String) b.getKey());
      order = order != 0 ? order : compare(a.getValue(), b.getValue());
      if (order != 0) {
        return order;
      }
    }
    return other.hasNext() ? -1 : 0;
  }

  private static Iterator<? extends Map.Entry<?, ?>> sorted(Map<?, ?> map) {
    TreeMap<String, @Nullable Object> result = new TreeMap<>(ValueOrder::strings);
    map.forEach((k, v) -> result.put((String) k, v));
    return result.entrySet().iterator();
  }

  /** Whether two trees are the same value; whole numbers equal floats of their size. */
  static boolean same(@Nullable Object left, @Nullable Object right) {
    if (left == right) {
      return true;
    }
    if (left == null || right == null) {
      return false;
    }
    if (left instanceof Map<?, ?> a) {
      return right instanceof Map<?, ?> b && sameMaps(a, b);
    }
    if (left instanceof List<?> a) {
      return right instanceof List<?> b && sameLists(a, b);
    }
    if (left instanceof Number a && right instanceof Number b) {
      return numbers(a, b) == 0 || a.doubleValue() == 0 && b.doubleValue() == 0;
    }
    return left.equals(right);
  }

  private static boolean sameMaps(Map<?, ?> left, Map<?, ?> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (Map.Entry<?, ?> entry : left.entrySet()) {
      Object other = right.get(entry.getKey());
      if (!same(entry.getValue(), other) || other == null && !right.containsKey(entry.getKey())) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameLists(List<?> left, List<?> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!same(left.get(i), right.get(i))) {
        return false;
      }
    }
    return true;
  }
}
