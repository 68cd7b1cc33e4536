package io.binnacle.schema.ownership;

import io.binnacle.api.object.Unstructured;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object in the versions that were asked for; each is made once. Not thread-safe. */
final class VersionedObject {
  private final String apiVersion;
  private final Map<String, @Nullable Object> tree;
  private final VersionConverter converter;
  private final Map<String, @Nullable Map<String, @Nullable Object>> others = new HashMap<>();

  VersionedObject(
      String apiVersion, Map<String, @Nullable Object> tree, VersionConverter converter) {
    this.apiVersion = apiVersion;
    this.tree = tree;
    this.converter = converter;
  }

  String apiVersion() {
    return apiVersion;
  }

  /** In the version that it was given in. */
  Map<String, @Nullable Object> tree() {
    return tree;
  }

  /** In the version, null if there is none such. */
  @Nullable Map<String, @Nullable Object> in(String version) {
    if (version.equals(apiVersion)) {
      return tree;
    }
    if (!others.containsKey(version)) {
      Unstructured copy = new Unstructured(tree).deepCopy();
      copy.set(apiVersion, "apiVersion");
      Unstructured converted = converter.convert(copy, version);
      others.put(version, converted == null ? null : converted.content());
    }
    return others.get(version);
  }

  /** Another tree of the same version. */
  VersionedObject with(Map<String, @Nullable Object> other) {
    return new VersionedObject(apiVersion, other, converter);
  }

  /** Another tree of another version. */
  VersionedObject with(String version, Map<String, @Nullable Object> other) {
    return new VersionedObject(version, other, converter);
  }

  /** The tree without its managedFields, sharing the rest. */
  static Map<String, @Nullable Object> withoutManagers(Map<String, @Nullable Object> tree) {
    if (!(tree.get("metadata") instanceof Map<?, ?> metadata)
        || !metadata.containsKey("managedFields")) {
      return tree;
    }
    Map<String, @Nullable Object> bare = new LinkedHashMap<>();
    metadata.forEach((name, value) -> bare.put((String) name, value));
    bare.remove("managedFields");
    Map<String, @Nullable Object> result = new LinkedHashMap<>(tree);
    result.put("metadata", bare);
    return result;
  }
}
