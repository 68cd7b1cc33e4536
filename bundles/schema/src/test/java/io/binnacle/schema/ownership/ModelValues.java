package io.binnacle.schema.ownership;

import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.ListType;
import io.binnacle.api.schema.MapType;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.schema.Type;
import io.binnacle.schema.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Values by a schema, done the slow way: a path is a text, a set of paths a set of texts, and each
 * operation looks at every path. Lists have no duplicates here.
 */
final class ModelValues {
  /** What stands at a path. */
  record Node(@Nullable Object value, boolean leaf, boolean named, Type type) {}

  private ModelValues() {}

  /** Everything in the value, by path: containers, items and leaves; not the root. */
  static Map<String, Node> nodes(Type type, @Nullable Object value) {
    Map<String, Node> result = new TreeMap<>();
    parts(type, value)
        .forEach(
            (step, part) -> {
              result.put(step, part);
              if (!part.leaf()) {
                nodes(part.type(), part.value())
                    .forEach((path, node) -> result.put(step + "\n" + path, node));
              }
            });
    return result;
  }

  private static boolean isAtomic(Type type) {
    return type instanceof StructType struct && struct.isAtomic()
        || type instanceof MapType map && map.atomic()
        || type instanceof ListType list && list.kind() == ListType.Kind.ATOMIC
        || type instanceof io.binnacle.api.schema.ScalarType;
  }

  static Map<String, Node> parts(Type type, @Nullable Object value) {
    Map<String, Node> result = new LinkedHashMap<>();
    if (isAtomic(type)) {
      return result;
    }
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (name, part) -> {
            Field field = type instanceof StructType s ? s.field((String) name) : null;
            Type below = field != null ? field.type() : ((MapType) type).value();
            result.put("f:" + name, node(part, field != null, below));
          });
    } else if (value instanceof List<?> items) {
      ListType list = (ListType) type;
      for (Object item : items) {
        result.put(key(list, item), node(item, false, list.element()));
      }
    }
    return result;
  }

  private static Node node(@Nullable Object value, boolean named, Type type) {
    return new Node(value, isAtomic(type), named, type);
  }

  static String key(ListType list, @Nullable Object item) {
    if (list.kind() == ListType.Kind.SET) {
      return "v:" + Json.text(item);
    }
    Map<String, @Nullable Object> keys = new TreeMap<>();
    for (String name : list.mapKeys()) {
      Map<?, ?> map = (Map<?, ?>) Objects.requireNonNull(item);
      Field field = Objects.requireNonNull(((StructType) list.element()).field(name));
      Object value = map.containsKey(name) ? map.get(name) : field.defaultValue();
      if (value != null) {
        keys.put(name, value);
      }
    }
    return "k:" + Json.text(keys);
  }

  private static boolean isEmpty(@Nullable Object value) {
    return value == null
        || value instanceof Map<?, ?> map && map.isEmpty()
        || value instanceof List<?> list && list.isEmpty();
  }

  /** What a manager owns who says this value. */
  static Set<String> footprint(Type type, @Nullable Object value) {
    Set<String> result = new TreeSet<>();
    nodes(type, value)
        .forEach(
            (path, node) -> {
              boolean bare =
                  node.value() == null || node.value() instanceof Map<?, ?> map && map.isEmpty();
              if (node.leaf() || !node.named() || bare) {
                result.add(path);
              }
            });
    return result;
  }

  static Set<String> added(Type type, @Nullable Object before, @Nullable Object after) {
    Set<String> result = new TreeSet<>(nodes(type, after).keySet());
    result.removeAll(nodes(type, before).keySet());
    return result;
  }

  static Set<String> modified(Type type, @Nullable Object before, @Nullable Object after) {
    Set<String> result = new TreeSet<>();
    Map<String, Node> old = nodes(type, before);
    nodes(type, after)
        .forEach(
            (path, node) -> {
              Node was = old.get(path);
              if (was != null
                  && (node.leaf() || isEmpty(was.value()) && isEmpty(node.value()))
                  && !Objects.equals(was.value(), node.value())) {
                result.add(path);
              }
            });
    return result;
  }

  /** The value without the paths and what is below them; null if nothing is left. */
  static @Nullable Object remove(Type type, @Nullable Object value, Set<String> paths) {
    if (paths.isEmpty()) {
      return value;
    }
    if (isAtomic(type)) {
      return type instanceof io.binnacle.api.schema.ScalarType ? value : null;
    }
    Map<String, Node> parts = parts(type, value);
    List<@Nullable Object> items = new ArrayList<>();
    Map<String, @Nullable Object> entries = new LinkedHashMap<>();
    parts.forEach(
        (step, part) -> {
          if (!paths.contains(step)) {
            Object left = remove(part.type(), part.value(), below(paths, step));
            items.add(left);
            entries.put(step.substring(2), left);
          }
        });
    return items.isEmpty() ? null : value instanceof List<?> ? items : entries;
  }

  static Set<String> below(Set<String> paths, String step) {
    Set<String> result = new TreeSet<>();
    for (String path : paths) {
      if (path.startsWith(step + "\n")) {
        result.add(path.substring(step.length() + 1));
      }
    }
    return result;
  }

  /** The value with the configuration laid over it; lists sorted by their keys. */
  static @Nullable Object merge(Type type, @Nullable Object live, @Nullable Object config) {
    if (isAtomic(type) || isEmpty(live) && isEmpty(config)) {
      return config;
    }
    Map<String, Node> over = parts(type, config);
    Map<String, Node> under = parts(type, live);
    Set<String> steps = new LinkedHashSet<>(under.keySet());
    steps.addAll(over.keySet());
    List<@Nullable Object> items = new ArrayList<>();
    Map<String, @Nullable Object> entries = new LinkedHashMap<>();
    for (String step : steps) {
      Node a = under.get(step);
      Node b = over.get(step);
      Node any = a == null ? Objects.requireNonNull(b) : a;
      Object both =
          b == null ? any.value() : a == null ? b.value() : merge(any.type(), a.value(), b.value());
      items.add(both);
      entries.put(step.substring(2), both);
    }
    return type instanceof ListType ? items : entries;
  }

  /** The paths and, of named fields with paths below them, the fields themselves. */
  static Set<String> withNamed(Type type, Set<String> paths) {
    Set<String> result = new TreeSet<>(paths);
    for (String path : paths) {
      Type at = type;
      String[] steps = path.split("\n", -1);
      StringBuilder so = new StringBuilder();
      for (int i = 0; i < steps.length - 1 && at != null; i++) {
        so.append(i == 0 ? "" : "\n").append(steps[i]);
        Type next = null;
        if (at instanceof StructType struct && steps[i].startsWith("f:")) {
          Field field = struct.field(steps[i].substring(2));
          if (field != null) {
            result.add(so.toString());
            next = field.type();
          }
        } else if (at instanceof MapType map && steps[i].startsWith("f:")) {
          next = map.value();
        } else if (at instanceof ListType list && steps[i].startsWith("k:")) {
          next = list.element();
        }
        at = next;
      }
    }
    return result;
  }

  /**
   * The value with lists whose items are told apart sorted by key, so that order does not count.
   */
  static @Nullable Object sorted(Type type, @Nullable Object value) {
    if (isAtomic(type) || value == null) {
      return value;
    }
    Map<String, @Nullable Object> parts = new TreeMap<>();
    parts(type, value).forEach((step, part) -> parts.put(step, sorted(part.type(), part.value())));
    return value instanceof List<?> ? new ArrayList<>(parts.values()) : parts;
  }
}
