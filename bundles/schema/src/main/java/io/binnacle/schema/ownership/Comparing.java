package io.binnacle.schema.ownership;

import io.binnacle.schema.ownership.Comparison.Difference;
import io.binnacle.schema.ownership.Comparison.Gathering;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Walks two values side by side. Nothing is made while they are the same; sets are put together on
 * the way back from a difference.
 */
final class Comparing {
  /** No value at all, as against null. */
  static final Object ABSENT =
      new Object() {
        @Override
        public String toString() {
          return "absent";
        }
      };

  private Comparing() {}

  /** The difference, null for none. */
  static @Nullable Difference compare(Shape shape, @Nullable Object left, @Nullable Object right) {
    if (left == right) {
      return null;
    }
    if (shape instanceof Shape.Fields fields) {
      return fields.atomic ? leaf(left, right) : maps(shape, left, right);
    }
    if (shape instanceof Shape.Entries entries) {
      return entries.atomic() ? leaf(left, right) : maps(shape, left, right);
    }
    if (shape == Shape.Untyped.DEDUCED) {
      return deduced(left, right);
    }
    return shape instanceof Shape.Items || shape instanceof Shape.Members
        ? lists(shape, left, right)
        : leaf(left, right);
  }

  private static @Nullable Difference leaf(@Nullable Object left, @Nullable Object right) {
    Difference result = null;
    if (left == ABSENT || right == ABSENT) {
      result = new Difference();
      result.selfAdded = left == ABSENT;
      result.selfRemoved = right == ABSENT;
    } else if (!ValueOrder.same(left, right)) {
      result = new Difference();
      result.selfModified = true;
    }
    return result;
  }

  /** Where the two have different forms, both are looked at as far as each has parts. */
  private static @Nullable Difference deduced(@Nullable Object left, @Nullable Object right) {
    boolean bothParts = isMap(left) && isMap(right);
    boolean onlyParts = isMap(left) && right == ABSENT || left == ABSENT && isMap(right);
    if (bothParts || onlyParts) {
      return maps(Shape.Untyped.DEDUCED, left, right);
    }
    if (!isMap(left) && !isMap(right)) {
      return leaf(left, right);
    }
    if (left == null || right == null) {
      return maps(Shape.Untyped.DEDUCED, left, right);
    }
    Difference parts = maps(Shape.Untyped.DEDUCED, left, right);
    Difference result = parts == null ? new Difference() : parts;
    result.selfModified = true;
    return result;
  }

  private static boolean isMap(@Nullable Object value) {
    return value instanceof Map<?, ?>;
  }

  private static @Nullable Difference maps(
      Shape shape, @Nullable Object left, @Nullable Object right) {
    Map<?, ?> before = left instanceof Map<?, ?> map ? map : Map.of();
    Map<?, ?> after = right instanceof Map<?, ?> map ? map : Map.of();
    if (before.isEmpty() && after.isEmpty()) {
      return leaf(left, right);
    }
    return finish(entries(shape, before, after), left, right);
  }

  private static @Nullable Gathering entries(Shape shape, Map<?, ?> before, Map<?, ?> after) {
    if (before.size() == after.size()) {
      Iterator<? extends Map.Entry<?, ?>> old = before.entrySet().iterator();
      Gathering parts = null;
      boolean aligned = true;
      for (Map.Entry<?, ?> fresh : after.entrySet()) {
        Map.Entry<?, ?> same = old.next();
        if (!same.getKey().equals(fresh.getKey())) {
          aligned = false;
          break;
        }
        parts = entry(parts, shape, (String) fresh.getKey(), same.getValue(), fresh.getValue());
      }
      if (aligned) {
        return parts;
      }
    }
    return lookedUp(shape, before, after);
  }

  private static @Nullable Gathering lookedUp(Shape shape, Map<?, ?> before, Map<?, ?> after) {
    Gathering parts = null;
    int shared = 0;
    for (Map.Entry<?, ?> entry : after.entrySet()) {
      Object old = before.get(entry.getKey());
      if (old == null && !before.containsKey(entry.getKey())) {
        old = ABSENT;
      } else {
        shared++;
      }
      parts = entry(parts, shape, (String) entry.getKey(), old, entry.getValue());
    }
    if (shared < before.size()) {
      for (Map.Entry<?, ?> entry : before.entrySet()) {
        if (!after.containsKey(entry.getKey())) {
          parts = entry(parts, shape, (String) entry.getKey(), entry.getValue(), ABSENT);
        }
      }
    }
    return parts;
  }

  private static @Nullable Gathering entry(
      @Nullable Gathering parts,
      Shape shape,
      String name,
      @Nullable Object old,
      @Nullable Object fresh) {
    boolean plain = old != null && !(old instanceof Map<?, ?>) && !(old instanceof List<?>);
    if (old == fresh || plain && old.equals(fresh)) {
      return parts;
    }
    PathElement element = null;
    Shape child;
    if (shape instanceof Shape.Fields fields) {
      Shape.Part part = fields.part(name);
      element = part == null ? null : part.element();
      child = part == null ? Shape.Untyped.DEDUCED : part.shape();
    } else {
      child = shape instanceof Shape.Entries entries ? entries.value() : shape;
    }
    Difference found = compare(child, old, fresh);
    if (found == null) {
      return parts;
    }
    Gathering gathering = parts == null ? new Gathering() : parts;
    gathering.add(element == null ? PathElement.field(name) : element, found);
    return gathering;
  }

  private static @Nullable Difference finish(
      @Nullable Gathering parts, @Nullable Object left, @Nullable Object right) {
    boolean oneOnly = left == ABSENT || right == ABSENT;
    if (parts == null && !oneOnly) {
      return null;
    }
    Difference result = parts == null ? new Difference() : parts.done();
    result.selfAdded = left == ABSENT;
    result.selfRemoved = right == ABSENT;
    return result;
  }

  private static @Nullable Difference lists(
      Shape shape, @Nullable Object left, @Nullable Object right) {
    List<?> before = left instanceof List<?> list ? list : List.of();
    List<?> after = right instanceof List<?> list ? list : List.of();
    if (before.isEmpty() && after.isEmpty()) {
      return leaf(left, right);
    }
    if (before.size() != after.size()) {
      return finish(items(shape, before, after), left, right);
    }
    return pairs(shape, before, after, left, right);
  }

  /** Most lists keep their items in place: those are compared first, and keys made for changes. */
  private static @Nullable Difference pairs(
      Shape shape, List<?> before, List<?> after, @Nullable Object left, @Nullable Object right) {
    Shape element = elementOf(shape);
    Gathering parts = null;
    for (int i = 0; i < before.size(); i++) {
      Difference found = compare(element, before.get(i), after.get(i));
      if (found != null) {
        Object key = ItemKeys.of(shape, after.get(i));
        if (!key.equals(ItemKeys.of(shape, before.get(i)))) {
          return finish(items(shape, before, after), left, right);
        }
        parts = Objects.requireNonNullElseGet(parts, Gathering::new);
        parts.add(ItemKeys.element(shape, key), found);
      }
    }
    boolean alone = parts == null || Footprint.duplicates(ItemKeys.all(shape, after)).isEmpty();
    return finish(alone ? parts : items(shape, before, after), left, right);
  }

  private static @Nullable Gathering items(Shape shape, List<?> before, List<?> after) {
    return ItemPairs.compare(
        shape, ItemKeys.all(shape, before), before, ItemKeys.all(shape, after), after);
  }

  static Shape elementOf(Shape shape) {
    return shape instanceof Shape.Items items ? items.element : ((Shape.Members) shape).element();
  }
}
