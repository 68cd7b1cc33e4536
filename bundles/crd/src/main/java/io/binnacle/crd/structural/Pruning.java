package io.binnacle.crd.structural;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.schema.StructType;
import io.binnacle.schema.Conform;
import io.binnacle.schema.ConformException;
import io.binnacle.schema.table.TypeTables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Copies an object without what its schema does not know, fields in order of their names. Metadata,
 * the object's own and that of embedded resources, is brought into the form of all metadata. One a
 * pass; used by one thread.
 */
final class Pruning {
  private static final StructType META =
      TypeTables.common().struct("io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta");
  private static final Set<String> TYPE_META = Set.of("apiVersion", "kind", "metadata");

  private final boolean dropsMalformed;
  private final List<String> unknown = new ArrayList<>();
  private final List<String> unknownOfMetadata = new ArrayList<>();
  private final List<String> unknownEmbedded = new ArrayList<>();

  /**
   * @param dropsMalformed whether malformed metadata is left out rather than refused
   */
  Pruning(boolean dropsMalformed) {
    this.dropsMalformed = dropsMalformed;
  }

  /**
   * @throws ConformException if metadata is malformed
   */
  Map<String, @Nullable Object> object(Structural schema, Map<String, @Nullable Object> tree) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    for (String name : List.of("apiVersion", "kind")) {
      if (tree.get(name) instanceof String text) {
        result.put(name, text);
      }
    }
    Object metadata = metadata(tree.get("metadata"), "metadata", unknownOfMetadata);
    if (metadata != null) {
      result.put("metadata", metadata);
    }
    fields(schema, tree, "", true, result);
    return result;
  }

  /** Paths of what was left out: metadata first, then by name, then of embedded metadata. */
  List<String> unknownFields() {
    List<String> all = new ArrayList<>(unknownOfMetadata);
    all.addAll(unknown.stream().sorted().toList());
    all.addAll(unknownEmbedded.stream().sorted().toList());
    return all;
  }

  @Nullable Object value(@Nullable Structural schema, @Nullable Object value, String path) {
    if (value instanceof Map<?, ?>) {
      Map<String, @Nullable Object> map = Unstructured.of(value).content();
      Map<String, @Nullable Object> result = new LinkedHashMap<>();
      boolean embedded = schema != null && schema.embedded();
      if (embedded) {
        embedded(map, path, result);
      }
      fields(schema == null ? Structural.EMPTY : schema, map, path, embedded, result);
      return result;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> result = new ArrayList<>(list.size());
      boolean open = schema != null && schema.preserving() && schema.items() == null;
      for (int i = 0; i < list.size(); i++) {
        Object item = list.get(i);
        result.add(
            open
                ? Unstructured.copy(item)
                : value(schema == null ? null : schema.items(), item, path + "[" + i + "]"));
      }
      return result;
    }
    return value;
  }

  private void fields(
      Structural schema,
      Map<String, @Nullable Object> map,
      String path,
      boolean resource,
      Map<String, @Nullable Object> into) {
    for (Map.Entry<String, @Nullable Object> entry : new TreeMap<>(map).entrySet()) {
      String name = entry.getKey();
      if (resource && TYPE_META.contains(name)) {
        continue;
      }
      String at = path.isEmpty() ? name : path + "." + name;
      Structural below = schema.below(name);
      if (below != null) {
        into.put(name, value(below, entry.getValue(), at));
      } else if (schema.preserving()) {
        into.put(name, Unstructured.copy(entry.getValue()));
      } else {
        unknown.add(at);
      }
    }
  }

  private void embedded(
      Map<String, @Nullable Object> map, String path, Map<String, @Nullable Object> into) {
    for (String name : List.of("apiVersion", "kind")) {
      if (map.containsKey(name)) {
        into.put(name, Unstructured.copy(map.get(name)));
      }
    }
    if (map.containsKey("metadata")) {
      Object metadata = metadata(map.get("metadata"), path + ".metadata", unknownEmbedded);
      if (metadata != null) {
        into.put("metadata", metadata);
      }
    }
  }

  private @Nullable Object metadata(@Nullable Object given, String path, List<String> into) {
    if (given == null) {
      return null;
    }
    Conform.Result result;
    try {
      result = Conform.to(META).apply(given);
    } catch (ConformException e) {
      if (dropsMalformed) {
        return null;
      }
      throw e;
    }
    result.unknownFields().forEach(field -> into.add(path + "." + field));
    result.tree().values().removeIf(Objects::isNull);
    return result.tree();
  }
}
