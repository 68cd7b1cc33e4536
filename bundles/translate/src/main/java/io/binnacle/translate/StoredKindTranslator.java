package io.binnacle.translate;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.storage.StoredForm;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.StoredKind;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.protobuf.ProtobufWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Translates a type whose objects are stored as another kind. Bytes are written in that kind, in
 * the very form in which the kind's own translator writes them; they are read in that kind and in
 * the type's own versions. The local form is the type's own.
 */
final class StoredKindTranslator extends ReadingTranslator {
  private final ResourceType type;
  private final StoredKind stored;
  private final StoredVersions versions;
  private final LocalForm foreign;
  private final @Nullable ProtobufWriter writer;

  StoredKindTranslator(ResourceType type, StoredKind stored, JsonTranslator json, StoredForm form) {
    super(type, json);
    this.type = type;
    this.stored = stored;
    this.versions = new StoredVersions(type);
    this.foreign = new LocalForm(type, stored.kind());
    boolean asProtobuf =
        form == StoredForm.KUBERNETES && StoredVersions.isNumbered(stored.schema());
    this.writer = asProtobuf ? new ProtobufWriter(stored.schema()) : null;
  }

  @Override
  Unstructured read(byte[] bytes) {
    Unstructured tree = versions.read(bytes);
    boolean isForeign =
        stored.kind().apiVersion().equals(tree.apiVersion())
            && stored.kind().kind().equals(tree.kind());
    if (!isForeign) {
      return toStorageVersion(tree);
    }
    Unstructured object = stored.fromStored().apply(tree);
    object.set(type.kindIn(type.storageVersion()).apiVersion(), "apiVersion");
    object.set(type.kind(), "kind");
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
}
