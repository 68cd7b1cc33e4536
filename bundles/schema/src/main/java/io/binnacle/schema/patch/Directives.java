package io.binnacle.schema.patch;

import io.binnacle.api.status.StatusException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys of a strategic merge patch that are no fields. */
final class Directives {
  static final String PATCH = "$patch";
  static final String RETAIN_KEYS = "$retainKeys";
  static final String DELETE_PRIMITIVES = "$deleteFromPrimitiveList/";
  static final String SET_ORDER = "$setElementOrder/";

  private Directives() {}

  static StatusException unknown(@Nullable Object directive, Map<String, ?> rest) {
    Map<String, @Nullable Object> whole = new HashMap<>(rest);
    whole.put(PATCH, directive);
    return StatusException.unreasoned(
        "unknown patch type: " + GoText.of(directive) + " in map: " + GoText.of(whole));
  }

  /** Removes from the original what the patch's {@code $retainKeys} does not name. */
  static void retainKeys(
      Map<String, @Nullable Object> original, Map<String, @Nullable Object> patch) {
    if (!patch.containsKey(RETAIN_KEYS)) {
      return;
    }
    Object directive = patch.remove(RETAIN_KEYS);
    if (!(directive instanceof List<?> names)) {
      throw StatusException.unreasoned("invalid value for " + RETAIN_KEYS);
    }
    for (String key : patch.keySet()) {
      if (!key.startsWith("$") && patch.get(key) != null && !names.contains(key)) {
        throw StatusException.unreasoned(
            "the keys in the patch must all be in " + RETAIN_KEYS + ": " + key + " is not");
      }
    }
    original.keySet().retainAll(names);
  }

  /**
   * What is left of a patch's value that meets nothing to be merged with: no directives, no nulls
   * in maps. A map that says of itself that it replaces or deletes leaves an empty map, and a list
   * item nothing.
   */
  static @Nullable Object stripped(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> result = new LinkedHashMap<>();
      if (!isSpecial(map)) {
        map.forEach(
            (key, item) -> {
              if (item != null && !isDirective((String) key)) {
                result.put((String) key, stripped(item));
              }
            });
      }
      return result;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> result = new ArrayList<>();
      for (Object item : list) {
        if (!(item instanceof Map<?, ?> map && isSpecial(map))) {
          result.add(stripped(item));
        }
      }
      return result;
    }
    return value;
  }

  private static boolean isSpecial(Map<?, ?> map) {
    return map.containsKey(PATCH) && !"merge".equals(map.get(PATCH));
  }

  private static boolean isDirective(String key) {
    return key.equals(PATCH)
        || key.equals(RETAIN_KEYS)
        || key.startsWith(DELETE_PRIMITIVES)
        || key.startsWith(SET_ORDER);
  }
}
