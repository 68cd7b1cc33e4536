package io.binnacle.schema.ownership;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lays a configuration over a live value: what the configuration says wins, nothing is removed.
 * What only one of the two has is shared with it, not copied.
 */
final class Merging {
  private Merging() {}

  /**
   * @param live may have duplicates in its lists
   * @param config validated: has none
   * @throws TypedException if an item of a list has no key
   */
  static @Nullable Object merge(Shape shape, @Nullable Object live, @Nullable Object config) {
    if (live == Comparing.ABSENT || live == config) {
      return config;
    }
    if (config == Comparing.ABSENT) {
      return live;
    }
    if (isGranularMap(shape)) {
      return maps(shape, live, config);
    }
    if (shape == Shape.Untyped.DEDUCED) {
      boolean scalar = config != null && !(config instanceof Map<?, ?>);
      if (!scalar && (config != null || live instanceof Map<?, ?>)) {
        return maps(shape, live, config);
      }
      return ValueOrder.same(live, config) ? live : config;
    }
    return shape instanceof Shape.Items || shape instanceof Shape.Members
        ? lists(shape, live, config)
        // The live one where they are the same, so that what has not changed stays shared.
        : ValueOrder.same(live, config) ? live : config;
  }

  private static boolean isGranularMap(Shape shape) {
    return shape instanceof Shape.Fields fields && !fields.atomic
        || shape instanceof Shape.Entries entries && !entries.atomic();
  }

  private static @Nullable Object maps(
      Shape shape, @Nullable Object live, @Nullable Object config) {
    Map<?, ?> under = live instanceof Map<?, ?> map ? map : Map.of();
    Map<?, ?> over = config instanceof Map<?, ?> map ? map : Map.of();
    if (over.isEmpty()) {
      return under.isEmpty() ? config : live;
    }
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    boolean changed = false;
    for (Map.Entry<?, ?> entry : under.entrySet()) {
      String name = (String) entry.getKey();
      Object own = entry.getValue();
      Object merged = own;
      if (over.containsKey(name)) {
        Shape child = Shape.below(shape, name);
        merged = merge(child == null ? Shape.Untyped.DEDUCED : child, own, over.get(name));
      }
      changed |= merged != own;
      if (merged != Comparing.ABSENT) {
        result.put(name, merged);
      }
    }
    for (Map.Entry<?, ?> entry : over.entrySet()) {
      if (!under.containsKey(entry.getKey())) {
        changed = true;
        result.put((String) entry.getKey(), entry.getValue());
      }
    }
    if (!changed) {
      return live;
    }
    return result.isEmpty() ? Comparing.ABSENT : result;
  }

  private static @Nullable Object lists(
      Shape shape, @Nullable Object live, @Nullable Object config) {
    List<?> under = live instanceof List<?> list ? list : List.of();
    List<?> over = config instanceof List<?> list ? list : List.of();
    if (under.isEmpty() && over.isEmpty()) {
      return config;
    }
    if (over.isEmpty()) {
      return live;
    }
    List<@Nullable Object> merged = new ListMerge(shape, under, over).run();
    return sameItems(merged, under) ? live : merged.isEmpty() ? Comparing.ABSENT : merged;
  }

  private static boolean sameItems(List<?> merged, List<?> under) {
    if (merged.size() != under.size()) {
      return false;
    }
    for (int i = 0; i < merged.size(); i++) {
      if (merged.get(i) != under.get(i)) {
        return false;
      }
    }
    return true;
  }

  /** The value if there is one, for the root. */
  static Map<String, @Nullable Object> root(
      Shape shape, Map<String, @Nullable Object> live, Map<String, @Nullable Object> config) {
    @SuppressWarnings("unchecked")
    Map<String, @Nullable Object> merged =
        (Map<String, @Nullable Object>) merge(shape, live, config);
    return merged == null ? new LinkedHashMap<>() : merged;
  }
}
