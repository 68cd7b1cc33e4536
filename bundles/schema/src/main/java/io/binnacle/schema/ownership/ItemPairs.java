package io.binnacle.schema.ownership;

import io.binnacle.schema.ownership.Comparison.Difference;
import io.binnacle.schema.ownership.Comparison.Gathering;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares two lists item by item. Items that come twice in a list are looked at together: they
 * have one marker and no fields of their own.
 */
final class ItemPairs {
  private final List<@Nullable Object> before = new ArrayList<>(1);
  private final List<@Nullable Object> after = new ArrayList<>(1);

  private ItemPairs() {}

  static @Nullable Gathering compare(
      Shape shape, List<Object> oldKeys, List<?> before, List<Object> newKeys, List<?> after) {
    Map<Object, ItemPairs> pairs = new LinkedHashMap<>();
    for (int i = 0; i < oldKeys.size(); i++) {
      pairs.computeIfAbsent(oldKeys.get(i), key -> new ItemPairs()).before.add(before.get(i));
    }
    for (int i = 0; i < newKeys.size(); i++) {
      pairs.computeIfAbsent(newKeys.get(i), key -> new ItemPairs()).after.add(after.get(i));
    }
    Shape element = Comparing.elementOf(shape);
    Gathering parts = null;
    for (Map.Entry<Object, ItemPairs> pair : pairs.entrySet()) {
      Difference found = pair.getValue().difference(element);
      if (found != null) {
        parts = Objects.requireNonNullElseGet(parts, Gathering::new);
        parts.add(ItemKeys.element(shape, pair.getKey()), found);
      }
    }
    return parts;
  }

  private @Nullable Difference difference(Shape element) {
    boolean twiceBefore = before.size() > 1;
    boolean twiceAfter = after.size() > 1;
    if (twiceBefore && twiceAfter) {
      return ValueOrder.same(before, after) ? null : modified();
    }
    Object old = twiceBefore ? Comparing.ABSENT : first(before);
    Object fresh = twiceAfter ? Comparing.ABSENT : first(after);
    if (old == Comparing.ABSENT && fresh == Comparing.ABSENT) {
      Difference marker = new Difference();
      marker.selfAdded = twiceAfter;
      marker.selfRemoved = twiceBefore;
      return marker;
    }
    Difference found = Comparing.compare(element, old, fresh);
    if (twiceBefore || twiceAfter) {
      Difference result = found == null ? new Difference() : found;
      result.selfRemoved |= twiceBefore;
      result.selfAdded |= twiceAfter;
      return result;
    }
    return found;
  }

  private static Difference modified() {
    Difference result = new Difference();
    result.selfModified = true;
    return result;
  }

  private static @Nullable Object first(List<@Nullable Object> items) {
    return items.isEmpty() ? Comparing.ABSENT : items.get(0);
  }
}
