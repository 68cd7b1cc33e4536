package io.binnacle.schema.patch;

import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.ListType;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.schema.Type;
import io.binnacle.api.status.StatusException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Merges two lists of one field: structures by their merge key, other values as sets.
 *
 * @param element the type of the items
 * @param key the merge key, "" for values that are their own
 */
record ListMerge(Type element, String key) {
  static ListMerge of(Field field) {
    Type element = ((ListType) field.type()).element();
    return new ListMerge(element, element instanceof StructType ? field.patchMergeKey() : "");
  }

  /** Items of the patch stand in its order, the others in the original's. */
  List<@Nullable Object> merge(List<?> original, List<?> patch) {
    List<@Nullable Object> kept = StrategicMergePatch.own(original);
    List<Object> changes = new ArrayList<>();
    if (takeSpecial(kept, patch, changes)) {
      return StrategicMergePatch.own(changes);
    }
    return ordered(mergeItems(kept, changes), changes, original);
  }

  /**
   * The same in a given order.
   *
   * @param order the wished order: keys alone, or values
   */
  List<@Nullable Object> merge(List<?> original, List<?> patch, List<?> order) {
    checkOrder(patch, order);
    List<@Nullable Object> kept = StrategicMergePatch.own(original);
    List<Object> changes = new ArrayList<>();
    if (takeSpecial(kept, patch, changes)) {
      return StrategicMergePatch.own(changes);
    }
    return ordered(mergeItems(kept, changes), order, original);
  }

  static List<@Nullable Object> without(List<?> list, List<?> gone) {
    List<@Nullable Object> result = StrategicMergePatch.own(list);
    result.removeAll(gone);
    return result;
  }

  /** Carries out items with {@code $patch}; says whether the patch replaces the list. */
  private boolean takeSpecial(List<?> kept, List<?> patch, List<Object> changes) {
    boolean replace = false;
    Set<Object> gone = new HashSet<>();
    for (Object item : patch) {
      if (!(item instanceof Map<?, ?> map) || !map.containsKey(Directives.PATCH)) {
        changes.add(Objects.requireNonNullElse(item, ""));
        continue;
      }
      Object directive = map.get(Directives.PATCH);
      if ("delete".equals(directive)) {
        gone.add(keyOf(map));
      } else if ("replace".equals(directive)) {
        replace = true;
      } else if ("merge".equals(directive)) {
        throw StatusException.unreasoned("merging lists cannot yet be specified in the patch");
      } else {
        throw StatusException.unreasoned(
            "unknown patch type: " + GoText.of(directive) + " in map: " + GoText.of(map));
      }
    }
    kept.removeIf(old -> old instanceof Map<?, ?> map && gone.contains(map.get(key)));
    return replace;
  }

  private List<@Nullable Object> mergeItems(List<@Nullable Object> kept, List<Object> changes) {
    Map<Object, Integer> places = places(kept);
    for (Object change : changes) {
      if (!key.isEmpty() && !(change instanceof Map<?, ?>)) {
        throw StatusException.unreasoned(
            "expected a list of maps with the key " + key + ", got " + GoText.of(change));
      }
      Object id = key.isEmpty() ? change : keyOf((Map<?, ?>) change);
      Integer at = places.get(id);
      if (at == null) {
        places.put(id, kept.size());
        kept.add(Directives.stripped(change));
      } else if (!key.isEmpty()) {
        kept.set(at, mergedItem(kept.get(at), (Map<?, ?>) change));
      }
    }
    return kept;
  }

  @SuppressWarnings("unchecked")
  private Object mergedItem(@Nullable Object old, Map<?, ?> change) {
    return StrategicMergePatch.merge(
        element,
        (Map<String, @Nullable Object>) Objects.requireNonNull(old),
        (Map<String, @Nullable Object>) change);
  }

  private Object keyOf(Map<?, ?> item) {
    Object id = item.get(key);
    if (id == null) {
      throw StatusException.unreasoned(
          "map: " + GoText.of(item) + " does not contain declared merge key: " + key);
    }
    return id;
  }

  private @Nullable Object identity(@Nullable Object item) {
    return !key.isEmpty() && item instanceof Map<?, ?> map ? map.get(key) : item;
  }

  /** Where each item stands first. */
  private Map<Object, Integer> places(List<?> list) {
    Map<Object, Integer> places = new HashMap<>();
    for (int i = 0; i < list.size(); i++) {
      Object identity = identity(list.get(i));
      if (identity != null) {
        places.putIfAbsent(identity, i);
      }
    }
    return places;
  }

  private int place(Map<Object, Integer> places, @Nullable Object item) {
    Object identity = identity(item);
    return identity == null ? -1 : places.getOrDefault(identity, -1);
  }

  /**
   * Puts items that the order names into that order and weaves the others in: one of them goes
   * before a named item only if it stood before it in the original.
   */
  private List<@Nullable Object> ordered(
      List<@Nullable Object> merged, List<?> order, List<?> original) {
    Map<Object, Integer> wanted = places(order);
    Map<Object, Integer> before = places(original);
    List<@Nullable Object> named = new ArrayList<>();
    List<@Nullable Object> others = new ArrayList<>();
    for (Object item : merged) {
      (place(wanted, item) < 0 ? others : named).add(item);
    }
    named.sort(Comparator.comparingInt(item -> place(wanted, item)));
    List<@Nullable Object> result = new ArrayList<>(merged.size());
    int next = 0;
    for (Object item : named) {
      int limit = place(before, item);
      while (next < others.size() && limit >= 0) {
        int other = place(before, others.get(next));
        if (other < 0 || other > limit) {
          break;
        }
        result.add(others.get(next++));
      }
      result.add(item);
    }
    while (next < others.size()) {
      result.add(others.get(next++));
    }
    return result;
  }

  private void checkOrder(List<?> patch, List<?> order) {
    Map<Object, Integer> wanted = places(order);
    int at = 0;
    for (Object item : patch) {
      if (item instanceof Map<?, ?> map && map.containsKey(Directives.PATCH)) {
        continue;
      }
      int place = place(wanted, item);
      if (place < at) {
        throw StatusException.unreasoned(
            "The order in patch list:\n"
                + GoText.of(patch)
                + "\n doesn't match $setElementOrder list:\n"
                + GoText.of(order)
                + "\n");
      }
      at = place;
    }
  }
}
