package io.binnacle.crd.cel;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.DOUBLE;
import static dev.cel.common.types.SimpleType.DURATION;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;
import static dev.cel.common.types.SimpleType.TIMESTAMP;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.TypeParamType;
import java.time.Duration;
import java.util.List;

/** {@code self.ports.isSorted()}, {@code .sum()}, {@code .min()}, {@code .indexOf(x)}. */
final class ListFunctions {
  private ListFunctions() {}

  static void add(FunctionLibrary library) {
    for (CelType item : List.of(INT, DOUBLE, STRING, BOOL, DURATION, TIMESTAMP)) {
      ListType list = ListType.create(item);
      library.member("isSorted", BOOL, a -> isSorted(items(a[0])), list);
      library.member("min", item, a -> extreme(items(a[0]), -1), list);
      library.member("max", item, a -> extreme(items(a[0]), 1), list);
    }
    library.member(
        "sum",
        INT,
        a -> items(a[0]).stream().map(Long.class::cast).reduce(0L, Math::addExact),
        ListType.create(INT));
    library.member(
        "sum",
        DOUBLE,
        a -> items(a[0]).stream().map(Double.class::cast).reduce(0.0, Double::sum),
        ListType.create(DOUBLE));
    library.member(
        "sum",
        DURATION,
        a -> items(a[0]).stream().map(Duration.class::cast).reduce(Duration.ZERO, Duration::plus),
        ListType.create(DURATION));
    TypeParamType any = TypeParamType.create("T");
    ListType list = ListType.create(any);
    library.member("indexOf", INT, a -> (long) items(a[0]).indexOf(a[1]), list, any);
    library.member("lastIndexOf", INT, a -> (long) items(a[0]).lastIndexOf(a[1]), list, any);
  }

  private static List<?> items(Object list) {
    return (List<?>) list;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static int compare(Object a, Object b) {
    return ((Comparable) a).compareTo(b);
  }

  private static boolean isSorted(List<?> items) {
    for (int i = 1; i < items.size(); i++) {
      if (compare(items.get(i - 1), items.get(i)) > 0) {
        return false;
      }
    }
    return true;
  }

  private static Object extreme(List<?> items, int sign) {
    if (items.isEmpty()) {
      throw new IllegalArgumentException((sign < 0 ? "min" : "max") + " called on empty list");
    }
    Object best = items.get(0);
    for (Object item : items) {
      best = compare(item, best) * sign > 0 ? item : best;
    }
    return best;
  }
}
