package io.binnacle.cacher;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.api.translate.TranslationException;
import io.binnacle.api.translate.Translator;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Stored bytes are the value of the label {@code color}, and behind a slash that of the field
 * {@code spec.node}; "bad" can't be read.
 */
final class PlainTranslator implements Translator {
  @Override
  public LocalObject toLocal(String key, byte[] stored, long revision) {
    String[] values = new String(stored, StandardCharsets.UTF_8).split("/", -1);
    if (values[0].equals("bad")) {
      throw new TranslationException("bad", new IllegalArgumentException());
    }
    String[] parts = key.split("/");
    String name = parts[parts.length - 1];
    String namespace = parts[parts.length - 2];
    byte[] json = Long.toString(revision).getBytes(StandardCharsets.US_ASCII);
    return new LocalObject(
        key,
        namespace,
        name,
        "u",
        revision,
        Map.of("color", values[0]),
        Map.of("metadata.name", name, "spec.node", values.length > 1 ? values[1] : ""),
        json,
        0,
        json.length);
  }

  @Override
  public Unstructured toTree(byte[] stored, long revision) {
    throw new UnsupportedOperationException();
  }

  @Override
  public byte[] toStored(Unstructured object) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Unstructured toTree(LocalObject object) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Unstructured toVersion(Unstructured object, String version) {
    return object;
  }

  @Override
  public Unstructured toStorageVersion(Unstructured object) {
    return object;
  }
}
