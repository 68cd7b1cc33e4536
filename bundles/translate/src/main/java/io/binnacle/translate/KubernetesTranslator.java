package io.binnacle.translate;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.type.ResourceType;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.protobuf.ProtobufWriter;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Translates what kube-apiserver keeps in etcd: protobuf for types whose schema has field numbers,
 * JSON for the others. It reads either, in any version of the type, and writes the one that
 * kube-apiserver would write.
 */
final class KubernetesTranslator extends ReadingTranslator {
  private final ResourceType type;
  private final LocalForm form;
  private final StoredVersions versions;
  private final String apiVersion;
  private final @Nullable ProtobufWriter writer;

  KubernetesTranslator(ResourceType type, JsonTranslator json) {
    super(type, json);
    this.type = type;
    this.form = new LocalForm(type);
    this.versions = new StoredVersions(type);
    this.apiVersion = type.kindIn(type.storageVersion()).apiVersion();
    StructType schema = type.version(type.storageVersion()).orElseThrow().schema();
    this.writer = StoredVersions.isNumbered(schema) ? new ProtobufWriter(schema) : null;
  }

  @Override
  Unstructured read(byte[] stored) {
    return toStorageVersion(versions.read(stored));
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
}
