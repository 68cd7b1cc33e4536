package io.binnacle.crd.structural;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what a part of an object was before a change; null where that can't be told. */
public final class Correlation {
  private Correlation() {}

  /** What a field or entry was. */
  public static @Nullable Object field(Structural schema, String name, @Nullable Object previous) {
    boolean whole = schema.mapType().equals("atomic");
    return previous instanceof Map<?, ?> map && !whole ? map.get(name) : null;
  }

  /** What an item was: only items of a list of type {@code map} can be told apart. */
  public static @Nullable Object item(
      Structural list, @Nullable Object item, @Nullable Object previous) {
    if (!list.listType().equals("map") || !(previous instanceof List<?> items)) {
      return null;
    }
    List<@Nullable Object> key = key(list, item);
    for (Object candidate : items) {
      if (key.equals(key(list, candidate))) {
        return candidate;
      }
    }
    return null;
  }

  /** The values of an item's key fields. */
  static List<@Nullable Object> key(Structural list, @Nullable Object item) {
    List<@Nullable Object> key = new ArrayList<>();
    for (String name : list.listMapKeys()) {
      key.add(item instanceof Map<?, ?> map ? map.get(name) : null);
    }
    return key;
  }
}
