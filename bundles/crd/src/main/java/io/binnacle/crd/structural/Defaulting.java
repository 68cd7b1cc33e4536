package io.binnacle.crd.structural;

import io.binnacle.api.object.Unstructured;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fills in the defaults of a structural schema, in place. A null where null is no value counts as
 * missing: it gets the default, and goes where there is none.
 */
final class Defaulting {
  private Defaulting() {}

  static void apply(Structural schema, @Nullable Object value) {
    if (value instanceof Map<?, ?>) {
      map(schema, Unstructured.of(value).content());
    } else if (value instanceof List<?> && schema.items() != null) {
      items(schema.items(), list(value));
    }
  }

  private static void map(Structural schema, Map<String, @Nullable Object> map) {
    schema
        .properties()
        .forEach(
            (name, property) -> {
              boolean missing = !map.containsKey(name) || isNoValue(property, map.get(name));
              if (missing && property.defaultValue() != null) {
                map.put(name, Unstructured.copy(property.defaultValue()));
              } else if (missing) {
                map.remove(name);
              }
            });
    for (String name : new ArrayList<>(map.keySet())) {
      Structural below = schema.below(name);
      if (below == null) {
        continue;
      }
      if (isNoValue(below, map.get(name))) {
        if (below.defaultValue() == null) {
          map.remove(name);
          continue;
        }
        map.put(name, Unstructured.copy(below.defaultValue()));
      }
      apply(below, map.get(name));
    }
  }

  private static void items(Structural schema, List<@Nullable Object> list) {
    for (int i = 0; i < list.size(); i++) {
      if (isNoValue(schema, list.get(i)) && schema.defaultValue() != null) {
        list.set(i, Unstructured.copy(schema.defaultValue()));
      }
      apply(schema, list.get(i));
    }
  }

  @SuppressWarnings("unchecked")
  private static List<@Nullable Object> list(Object value) {
    return (List<@Nullable Object>) value;
  }

  /** Whether it is a null where a value is due; what has no type at all may be null. */
  private static boolean isNoValue(Structural schema, @Nullable Object value) {
    return value == null && !schema.nullable();
  }
}
