package io.binnacle.translate;

import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.api.type.ResourceType;
import io.binnacle.schema.json.Json;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the local form of one type's objects is laid out: {@code apiVersion}, {@code kind} and {@code
 * metadata} first, and in metadata the resourceVersion first, so that its place is known.
 */
final class LocalForm {
  private final ResourceType type;
  private final String apiVersion;
  private final String kind;
  private final int revisionStart;

  LocalForm(ResourceType type) {
    this(type, type.kindIn(type.storageVersion()));
  }

  /**
   * @param kind what the objects are laid out as; the type's own but where they are stored as
   *     another
   */
  LocalForm(ResourceType type, GroupVersionKind kind) {
    this.type = type;
    this.apiVersion = kind.apiVersion();
    this.kind = kind.kind();
    this.revisionStart =
        "{'apiVersion':'','kind':'','metadata':{'resourceVersion':'".length()
            + apiVersion.length()
            + this.kind.length();
  }

  /**
   * @param tree in the storage version; is not changed
   * @param revision becomes the resourceVersion
   */
  LocalObject of(String key, Unstructured tree, long revision) {
    String digits = Long.toString(revision);
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put("resourceVersion", digits);
    tree.map("metadata").forEach(metadata::putIfAbsent);
    return new LocalObject(
        key,
        tree.namespace(),
        tree.name(),
        tree.uid(),
        revision,
        tree.labels(),
        selectable(tree),
        Json.write(arranged(tree, metadata)),
        revisionStart,
        revisionStart + digits.length());
  }

  /** The same object with its fields in order and without its resourceVersion. */
  Map<String, @Nullable Object> withoutRevision(Unstructured tree) {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>(tree.map("metadata"));
    metadata.remove("resourceVersion");
    return arranged(tree, metadata);
  }

  private Map<String, @Nullable Object> arranged(
      Unstructured tree, Map<String, @Nullable Object> metadata) {
    Map<String, @Nullable Object> arranged = new LinkedHashMap<>();
    arranged.put("apiVersion", apiVersion);
    arranged.put("kind", kind);
    arranged.put("metadata", metadata);
    tree.content().forEach(arranged::putIfAbsent);
    return arranged;
  }

  /** What field selectors may ask of the object. */
  Map<String, String> selectable(Unstructured tree) {
    Map<String, String> fields = new HashMap<>(type.strategy().selectableFields(tree));
    fields.put("metadata.name", tree.name());
    if (type.isNamespaced()) {
      fields.put("metadata.namespace", tree.namespace());
    }
    return fields;
  }
}
