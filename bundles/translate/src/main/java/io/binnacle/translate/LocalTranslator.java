package io.binnacle.translate;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.api.translate.Translator;
import io.binnacle.schema.protobuf.ProtobufEnvelope;
import org.jspecify.annotations.Nullable;

/**
 * Translates what the embedded engine keeps: the local form. Values that were brought over from
 * etcd as they were are read too; the next write stores them in the local form.
 */
final class LocalTranslator implements Translator {
  private final JsonTranslator json;
  private final KubernetesTranslator kubernetes;

  LocalTranslator(JsonTranslator json, KubernetesTranslator kubernetes) {
    this.json = json;
    this.kubernetes = kubernetes;
  }

  private Translator of(byte[] stored) {
    return ProtobufEnvelope.isEnvelope(stored) ? kubernetes : json;
  }

  @Override
  public LocalObject toLocal(String key, byte[] stored, long revision) {
    return of(stored).toLocal(key, stored, revision);
  }

  @Override
  public Unstructured toTree(byte[] stored, long revision) {
    return of(stored).toTree(stored, revision);
  }

  @Override
  public byte[] toStored(Unstructured object) {
    return json.toStored(object);
  }

  @Override
  public byte @Nullable [] toJson(byte[] stored, long revision) {
    return json.toJson(stored, revision);
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
