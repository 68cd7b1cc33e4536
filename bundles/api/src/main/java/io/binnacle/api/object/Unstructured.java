package io.binnacle.api.object;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An API object as a tree, without a class of its own for its kind.
 *
 * <p>The tree is made of {@link LinkedHashMap}, {@link ArrayList}, {@link String}, {@link Long},
 * {@link Double}, {@link Boolean} and null, as JSON has them; a map may be a {@link FrozenMap}
 * where nobody changes it. Setters change the tree in place; {@link #deepCopy} makes an independent
 * one. Not thread-safe.
 */
public final class Unstructured {
  private final Map<String, @Nullable Object> content;

  public Unstructured(Map<String, @Nullable Object> content) {
    this.content = Objects.requireNonNull(content, "content");
  }

  public static Unstructured create(String apiVersion, String kind) {
    Map<String, @Nullable Object> content = new LinkedHashMap<>();
    content.put("apiVersion", apiVersion);
    content.put("kind", kind);
    return new Unstructured(content);
  }

  /** The tree itself, live. */
  public Map<String, @Nullable Object> content() {
    return content;
  }

  public String apiVersion() {
    return string("apiVersion");
  }

  public String kind() {
    return string("kind");
  }

  public String name() {
    return string("metadata", "name");
  }

  public String namespace() {
    return string("metadata", "namespace");
  }

  public String uid() {
    return string("metadata", "uid");
  }

  public String resourceVersion() {
    return string("metadata", "resourceVersion");
  }

  public boolean isBeingDeleted() {
    return !string("metadata", "deletionTimestamp").isEmpty();
  }

  public Map<String, String> labels() {
    return strings("metadata", "labels");
  }

  public Map<String, String> annotations() {
    return strings("metadata", "annotations");
  }

  public List<String> finalizers() {
    List<String> result = new ArrayList<>();
    for (Object item : list("metadata", "finalizers")) {
      result.add(String.valueOf(item));
    }
    return result;
  }

  /** The value at the path; null where a step is missing or no map. */
  public @Nullable Object get(String... path) {
    Object at = content;
    for (String step : path) {
      if (!(at instanceof Map<?, ?> map)) {
        return null;
      }
      at = map.get(step);
    }
    return at;
  }

  /** The string at the path, "" where there is none. */
  public String string(String... path) {
    return get(path) instanceof String s ? s : "";
  }

  /** The whole number at the path, or {@code otherwise}. */
  public long number(long otherwise, String... path) {
    return get(path) instanceof Number n ? n.longValue() : otherwise;
  }

  public boolean bool(String... path) {
    return Boolean.TRUE.equals(get(path));
  }

  /** The list at the path, live; an empty immutable one where there is none. */
  @SuppressWarnings("unchecked")
  public List<@Nullable Object> list(String... path) {
    return get(path) instanceof List<?> list ? (List<@Nullable Object>) list : List.of();
  }

  /** The map at the path, live; an empty immutable one where there is none. */
  @SuppressWarnings("unchecked")
  public Map<String, @Nullable Object> map(String... path) {
    return get(path) instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
  }

  /** The maps in the list at the path, live; what is no map is left out. */
  public List<Unstructured> items(String... path) {
    List<Unstructured> result = new ArrayList<>();
    for (Object item : list(path)) {
      if (item instanceof Map<?, ?>) {
        result.add(of(item));
      }
    }
    return result;
  }

  /** A view of a map in some tree. */
  @SuppressWarnings("unchecked")
  public static Unstructured of(Object map) {
    return new Unstructured((Map<String, @Nullable Object>) map);
  }

  /** Sets the value at the path, making the maps on the way. */
  @SuppressWarnings("unchecked")
  public void set(@Nullable Object value, String... path) {
    Map<String, @Nullable Object> at = content;
    for (int i = 0; i < path.length - 1; i++) {
      Object next = at.get(path[i]);
      if (!(next instanceof Map<?, ?>)) {
        next = new LinkedHashMap<String, @Nullable Object>();
        at.put(path[i], next);
      }
      at = (Map<String, @Nullable Object>) next;
    }
    at.put(path[path.length - 1], value);
  }

  /** Sets the value at the path if nothing (or null) is there; says whether it did. */
  public boolean setDefault(Object value, String... path) {
    if (get(path) != null) {
      return false;
    }
    set(value, path);
    return true;
  }

  /** Removes what is at the path; returns what was there. */
  @SuppressWarnings("unchecked")
  public @Nullable Object remove(String... path) {
    Object at = content;
    for (int i = 0; i < path.length - 1; i++) {
      at = at instanceof Map<?, ?> map ? map.get(path[i]) : null;
    }
    return at instanceof Map<?, ?> map
        ? ((Map<String, @Nullable Object>) map).remove(path[path.length - 1])
        : null;
  }

  private Map<String, String> strings(String... path) {
    Map<String, String> result = new LinkedHashMap<>();
    map(path).forEach((k, v) -> result.put(k, v == null ? "" : v.toString()));
    return result;
  }

  public Unstructured deepCopy() {
    return of(Objects.requireNonNull(copy(content)));
  }

  /** Whether a value is one that Go's {@code omitempty} leaves out: false, 0, "", [] or {}. */
  public static boolean isEmpty(Object value) {
    if (value instanceof String s) {
      return s.isEmpty();
    }
    if (value instanceof Number n) {
      return n.doubleValue() == 0;
    }
    if (value instanceof Map<?, ?> map) {
      return map.isEmpty();
    }
    return value instanceof List<?> list ? list.isEmpty() : value == Boolean.FALSE;
  }

  /** An independent copy of any tree value. */
  public static @Nullable Object copy(@Nullable Object value) {
    if (value instanceof FrozenMap) {
      return value;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> result = new LinkedHashMap<>(map.size() * 4 / 3 + 1);
      map.forEach((k, v) -> result.put((String) k, copy(v)));
      return result;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> result = new ArrayList<>(list.size());
      for (Object item : list) {
        result.add(copy(item));
      }
      return result;
    }
    return value;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Unstructured that && content.equals(that.content);
  }

  @Override
  public int hashCode() {
    return content.hashCode();
  }

  @Override
  public String toString() {
    return kind() + " " + (namespace().isEmpty() ? "" : namespace() + "/") + name();
  }
}
