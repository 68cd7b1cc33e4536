package io.binnacle.translate;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.StorageCodec;

/**
 * Translates a type that stores its objects in bytes of its own. What is in another form was stored
 * before the type had its codec, or by kube-apiserver, and is read in whichever of their forms.
 */
final class CodecTranslator extends ReadingTranslator {
  private final StorageCodec codec;
  private final LocalForm form;
  private final StoredVersions versions;

  CodecTranslator(ResourceType type, StorageCodec codec, JsonTranslator json) {
    super(type, json);
    this.codec = codec;
    this.form = new LocalForm(type);
    this.versions = new StoredVersions(type);
  }

  @Override
  Unstructured read(byte[] stored) {
    Unstructured own = codec.decode(stored);
    return toStorageVersion(own == null ? versions.read(stored) : own);
  }

  @Override
  public byte[] toStored(Unstructured object) {
    return codec.encode(new Unstructured(form.withoutRevision(object)));
  }
}
