package io.binnacle.translate;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.storage.StoredForm;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.api.translate.TranslationException;
import io.binnacle.api.translate.Translator;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.StoredKind;
import io.binnacle.schema.Defaults;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.protobuf.ProtobufWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Translates a type whose objects are stored as another kind. Bytes are written in that kind, in
 * the very form in which the kind's own translator writes them; they are read in that kind and in
 * the type's own versions. The local form is the type's own.
 */
final class StoredKindTranslator implements Translator {
  private final ResourceType type;
  private final StoredKind stored;
  private final JsonTranslator json;
  private final StoredVersions versions;
  private final StructType schema;
  private final LocalForm own;
  private final LocalForm foreign;
  private final @Nullable ProtobufWriter writer;

  /**
   * @param json what it hands on to what has nothing to do with stored bytes
   */
  StoredKindTranslator(ResourceType type, StoredKind stored, JsonTranslator json, StoredForm form) {
    this.type = type;
    this.stored = stored;
    this.json = json;
    this.versions = new StoredVersions(type);
    this.schema = type.version(type.storageVersion()).orElseThrow().schema();
    this.own = new LocalForm(type);
    this.foreign = new LocalForm(type, stored.kind());
    boolean asProtobuf =
        form == StoredForm.KUBERNETES && StoredVersions.isNumbered(stored.schema());
    this.writer = asProtobuf ? new ProtobufWriter(stored.schema()) : null;
  }

  @Override
  public LocalObject toLocal(String key, byte[] bytes, long revision) {
    try {
      return own.of(key, read(bytes), revision);
    } catch (RuntimeException e) {
      throw new TranslationException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public Unstructured toTree(byte[] bytes, long revision) {
    try {
      Unstructured tree = read(bytes);
      tree.set(Long.toString(revision), "metadata", "resourceVersion");
      return tree;
    } catch (RuntimeException e) {
      throw new TranslationException(String.valueOf(e.getMessage()), e);
    }
  }

  private Unstructured read(byte[] bytes) {
    Unstructured tree = versions.read(bytes);
    boolean isForeign =
        stored.kind().apiVersion().equals(tree.apiVersion())
            && stored.kind().kind().equals(tree.kind());
    Unstructured object;
    if (isForeign) {
      object = stored.fromStored().apply(tree);
      object.set(type.kindIn(type.storageVersion()).apiVersion(), "apiVersion");
      object.set(type.kind(), "kind");
    } else {
      object = toStorageVersion(tree);
    }
    Defaults.apply(schema, object.content());
    type.strategy().applyDefaults(object);
    return object;
  }

  @Override
  public byte[] toStored(Unstructured object) {
    Unstructured converted = stored.toStored().apply(object.deepCopy());
    Map<String, @Nullable Object> content = foreign.withoutRevision(converted);
    return writer == null
        ? Json.write(content)
        : writer.enveloped(stored.kind().apiVersion(), stored.kind().kind(), content);
  }

  @Override
  public Unstructured toTree(LocalObject object) {
    return json.toTree(object);
  }

  @Override
  public Unstructured toVersion(Unstructured object, String version) {
    return json.toVersion(object, version);
  }

  @Override
  public Unstructured toStorageVersion(Unstructured object) {
    return json.toStorageVersion(object);
  }
}
