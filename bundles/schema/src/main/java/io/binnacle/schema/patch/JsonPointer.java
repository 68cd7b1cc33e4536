package io.binnacle.schema.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON pointer, RFC 6901, that changes trees in place. A step into nothing is refused. */
final class JsonPointer {
  private final List<String> steps;

  private JsonPointer(List<String> steps) {
    this.steps = steps;
  }

  static JsonPointer parse(String text) {
    if (text.isEmpty()) {
      return new JsonPointer(List.of());
    }
    if (text.charAt(0) != '/') {
      throw PatchErrors.impossible();
    }
    List<String> steps = new ArrayList<>();
    for (String step : text.substring(1).split("/", -1)) {
      steps.add(step.replace("~1", "/").replace("~0", "~"));
    }
    return new JsonPointer(steps);
  }

  /** What the pointer leads to; refused if there is nothing. */
  @Nullable Object get(@Nullable Object root) {
    Object at = root;
    for (String step : steps) {
      at = child(at, step);
    }
    return at;
  }

  /** What the pointer leads to, null if the last step leads nowhere. */
  @Nullable Object find(@Nullable Object root) {
    if (!steps.isEmpty() && parent(root) instanceof Map<?, ?> map) {
      return map.get(last());
    }
    return get(root);
  }

  /** Adds and returns the root, which is the value itself for the empty pointer. */
  @Nullable Object add(@Nullable Object root, @Nullable Object value) {
    if (steps.isEmpty()) {
      return value;
    }
    Object parent = parent(root);
    if (parent instanceof List<?>) {
      List<@Nullable Object> list = list(parent);
      if (last().equals("-")) {
        list.add(value);
      } else {
        list.add(index(last(), list.size()), value);
      }
    } else {
      map(parent).put(last(), value);
    }
    return root;
  }

  @Nullable Object remove(@Nullable Object root) {
    get(root);
    if (steps.isEmpty()) {
      return null;
    }
    Object parent = parent(root);
    if (parent instanceof List<?> list) {
      list.remove(index(last(), list.size() - 1));
    } else {
      map(parent).remove(last());
    }
    return root;
  }

  /** As the original does, takes a key that a map does not have for one whose value is null. */
  @Nullable Object replace(@Nullable Object root, @Nullable Object value) {
    find(root);
    if (steps.isEmpty()) {
      return value;
    }
    Object parent = parent(root);
    if (parent instanceof List<?>) {
      List<@Nullable Object> list = list(parent);
      list.set(index(last(), list.size() - 1), value);
    } else {
      map(parent).put(last(), value);
    }
    return root;
  }

  private @Nullable Object parent(@Nullable Object root) {
    return new JsonPointer(steps.subList(0, steps.size() - 1)).get(root);
  }

  private String last() {
    return steps.get(steps.size() - 1);
  }

  private static @Nullable Object child(@Nullable Object at, String step) {
    if (at instanceof List<?> list) {
      return list.get(index(step, list.size() - 1));
    }
    if (at instanceof Map<?, ?> map && map.containsKey(step)) {
      return map.get(step);
    }
    throw PatchErrors.impossible();
  }

  private static int index(String step, int max) {
    if (!step.matches("0|[1-9][0-9]{0,8}") || Integer.parseInt(step) > max) {
      throw PatchErrors.impossible();
    }
    return Integer.parseInt(step);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> map(@Nullable Object value) {
    if (!(value instanceof Map<?, ?>)) {
      throw PatchErrors.impossible();
    }
    return (Map<String, @Nullable Object>) value;
  }

  @SuppressWarnings("unchecked")
  private static List<@Nullable Object> list(Object value) {
    return (List<@Nullable Object>) value;
  }
}
