package io.binnacle.translate;

import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.TypeVersion;
import io.binnacle.schema.Conform;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.protobuf.ProtobufEnvelope;
import io.binnacle.schema.protobuf.ProtobufReader;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Kubernetes stores of one type, in any version that the type knows: protobuf in its
 * envelope, or JSON with fields in any order.
 */
final class StoredVersions {
  /**
   * One version's way in.
   *
   * @param conform null where the schema has no field numbers: such objects are kept in JSON, and
   *     may have more in them than their schema names
   */
  private record Version(ProtobufReader reader, @Nullable Conform conform) {
    static Version of(StructType schema) {
      return new Version(
          new ProtobufReader(schema), isNumbered(schema) ? Conform.to(schema) : null);
    }
  }

  private final Map<String, Version> versions = new HashMap<>();

  StoredVersions(ResourceType type) {
    for (TypeVersion version : type.versions()) {
      versions.put(name(type.kindIn(version.name())), Version.of(version.schema()));
    }
    type.storedKind()
        .ifPresent(stored -> versions.put(name(stored.kind()), Version.of(stored.schema())));
  }

  private static String name(GroupVersionKind kind) {
    return name(kind.apiVersion(), kind.kind());
  }

  private static String name(String apiVersion, String kind) {
    return kind + " of " + apiVersion;
  }

  /** Whether objects of the structure have a protobuf form. */
  static boolean isNumbered(StructType schema) {
    return schema.fields().values().stream().anyMatch(field -> field.number() > 0);
  }

  /**
   * The tree in the version that it was stored in.
   *
   * @throws IllegalArgumentException or another unchecked exception if it is no object of the type
   */
  Unstructured read(byte[] stored) {
    return ProtobufEnvelope.isEnvelope(stored) ? protobuf(stored) : json(stored);
  }

  private Unstructured protobuf(byte[] stored) {
    ProtobufEnvelope envelope = ProtobufEnvelope.open(stored);
    Version version = version(envelope.apiVersion(), envelope.kind());
    Unstructured tree = Unstructured.create(envelope.apiVersion(), envelope.kind());
    tree.content().putAll(version.reader().read(envelope.object()));
    return tree;
  }

  private Unstructured json(byte[] stored) {
    if (!(Json.parse(stored) instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("not a JSON object");
    }
    Unstructured tree = Unstructured.of(map);
    Version version = version(tree.apiVersion(), tree.kind());
    return version.conform() == null ? tree : version.conform().apply(tree);
  }

  private Version version(String apiVersion, String kind) {
    Version version = versions.get(name(apiVersion, kind));
    if (version == null) {
      throw new IllegalArgumentException(
          "a "
              + name(apiVersion, kind)
              + " is no "
              + String.join(", ", new TreeSet<>(versions.keySet())));
    }
    return version;
  }
}
