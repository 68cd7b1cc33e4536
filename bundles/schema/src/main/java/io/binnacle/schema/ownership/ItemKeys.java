package io.binnacle.schema.ownership;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What tells the items of a list apart. A key is cheap to make and compare; only what ends up in a
 * set becomes a {@link PathElement}.
 */
final class ItemKeys {
  private static final Object MISSING =
      new Object() {
        @Override
        public String toString() {
          return "missing";
        }
      };

  private static final Object NULL =
      new Object() {
        @Override
        public String toString() {
          return "null";
        }
      };

  private ItemKeys() {}

  /**
   * The item's key: equal for items that are the same one.
   *
   * @throws TypedException if it has none
   */
  static Object of(Shape list, @Nullable Object item) {
    return list instanceof Shape.Items items ? keyed(items, item) : member(item);
  }

  private static Object member(@Nullable Object item) {
    if (item instanceof Map<?, ?>) {
      throw new TypedException("associative list without keys has an element that's a map type");
    }
    if (item instanceof List<?>) {
      throw new TypedException("not supported: associative list with lists as elements");
    }
    if (item == null) {
      throw new TypedException(
          "associative list without keys has an element that's an explicit null");
    }
    return normal(item);
  }

  private static Object normal(@Nullable Object value) {
    Object whole = PathElement.whole(value);
    return whole == null ? NULL : whole;
  }

  private static Object keyed(Shape.Items list, @Nullable Object item) {
    if (item == null) {
      throw new TypedException("associative list with keys may not have a null element");
    }
    if (!(item instanceof Map<?, ?> map)) {
      throw new TypedException("associative list with keys may not have non-map elements");
    }
    int count = list.keys.length;
    if (count == 1) {
      Object only = part(list, 0, map);
      return only == MISSING ? refuse(list) : only;
    }
    Object[] parts = new Object[count];
    boolean any = false;
    for (int i = 0; i < count; i++) {
      parts[i] = part(list, i, map);
      any |= parts[i] != MISSING;
    }
    return any ? Arrays.asList(parts) : refuse(list);
  }

  private static Object part(Shape.Items list, int at, Map<?, ?> item) {
    String name = list.keys[at];
    Object value = item.get(name);
    if (value == null && !item.containsKey(name)) {
      Object standing = list.keyDefault(at);
      return standing == null ? MISSING : standing;
    }
    return normal(value);
  }

  private static Object refuse(Shape.Items list) {
    throw new TypedException(
        "associative list with keys has an element that omits all key fields "
            + Shape.quoted(list.declaredKeys)
            + " (and doesn't have default values for any key fields)");
  }

  /** The keys of all items. */
  static List<Object> all(Shape list, List<?> items) {
    List<Object> result = new ArrayList<>(items.size());
    for (Object item : items) {
      result.add(of(list, item));
    }
    return result;
  }

  /** The step that a key stands for. */
  static PathElement element(Shape list, Object key) {
    if (!(list instanceof Shape.Items items)) {
      return PathElement.value(key);
    }
    List<?> parts = items.keys.length == 1 ? List.of(key) : (List<?>) key;
    @Nullable Object[] named = new @Nullable Object[parts.size() * 2];
    int size = 0;
    for (int i = 0; i < parts.size(); i++) {
      Object part = parts.get(i);
      if (part != MISSING) {
        named[size++] = items.keys[i];
        named[size++] = part == NULL ? null : part;
      }
    }
    return PathElement.ofParts(size == named.length ? named : Arrays.copyOf(named, size));
  }
}
