package io.binnacle.translate;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.api.translate.TranslationException;
import io.binnacle.api.translate.Translator;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.TypeVersion;
import io.binnacle.schema.Defaults;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.protobuf.ProtobufWriter;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Translates what kube-apiserver keeps in etcd: protobuf for types whose schema has field numbers,
 * JSON for the others. It reads either, in any version of the type, and writes the one that
 * kube-apiserver would write.
 *
 * <p>As there, an object gets its defaults when it is read: it may have been written by a server
 * that knew fewer of them, and some are never stored.
 */
final class KubernetesTranslator implements Translator {
  private final ResourceType type;
  private final JsonTranslator json;
  private final LocalForm form;
  private final StoredVersions versions;
  private final String apiVersion;
  private final StructType schema;
  private final @Nullable ProtobufWriter writer;

  /**
   * @param json what it hands on to what it does not do itself: the versions, and the tree of a
   *     local object
   */
  KubernetesTranslator(ResourceType type, JsonTranslator json) {
    this.type = type;
    this.json = json;
    this.form = new LocalForm(type);
    this.versions = new StoredVersions(type);
    this.apiVersion = type.kindIn(type.storageVersion()).apiVersion();
    TypeVersion version = type.version(type.storageVersion()).orElseThrow();
    this.schema = version.schema();
    this.writer = StoredVersions.isNumbered(schema) ? new ProtobufWriter(schema) : null;
  }

  @Override
  public LocalObject toLocal(String key, byte[] stored, long revision) {
    try {
      return form.of(key, read(stored), revision);
    } catch (RuntimeException e) {
      throw new TranslationException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public Unstructured toTree(byte[] stored, long revision) {
    try {
      Unstructured tree = read(stored);
      tree.set(Long.toString(revision), "metadata", "resourceVersion");
      return tree;
    } catch (RuntimeException e) {
      throw new TranslationException(String.valueOf(e.getMessage()), e);
    }
  }

  private Unstructured read(byte[] stored) {
    Unstructured tree = toStorageVersion(versions.read(stored));
    Defaults.apply(schema, tree.content());
    type.strategy().applyDefaults(tree);
    return tree;
  }

  @Override
  public byte[] toStored(Unstructured object) {
    Map<String, @Nullable Object> content = form.withoutRevision(object);
    if (writer != null) {
      return writer.enveloped(apiVersion, type.kind(), content);
    }
    byte[] text = Json.write(content);
    byte[] line = Arrays.copyOf(text, text.length + 1);
    line[text.length] = '\n';
    return line;
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
