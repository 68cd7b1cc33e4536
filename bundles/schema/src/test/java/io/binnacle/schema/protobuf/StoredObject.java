package io.binnacle.schema.protobuf;

import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.StructType;
import io.binnacle.schema.table.TypeTables;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * An object as kube-apiserver 1.36 keeps it in etcd, and as it serves it; 151 of 58 kinds.
 *
 * @param bytes protobuf in an envelope, or JSON
 */
record StoredObject(String kind, String path, byte[] bytes, String served) {
  private static final TypeTables TABLES = tables();

  /** In the order of their references. */
  private static String[] groups() {
    return new String[] {
      "admissionregistration.k8s.io_v1",
      "admissionregistration.k8s.io_v1beta1",
      "apiextensions.k8s.io_v1",
      "apiregistration.k8s.io_v1",
      "apps_v1",
      "autoscaling_v2",
      "batch_v1",
      "certificates.k8s.io_v1",
      "coordination.k8s.io_v1",
      "discovery.k8s.io_v1",
      "flowcontrol.apiserver.k8s.io_v1",
      "networking.k8s.io_v1",
      "node.k8s.io_v1",
      "rbac.authorization.k8s.io_v1",
      "resource.k8s.io_v1",
      "scheduling.k8s.io_v1",
      "storage.k8s.io_v1"
    };
  }

  private static TypeTables tables() {
    Map<String, InputStream> streams = new LinkedHashMap<>();
    for (String group : groups()) {
      streams.put(
          group,
          Objects.requireNonNull(
              StoredObject.class.getResourceAsStream("/types/" + group + ".tsv")));
    }
    return TypeTables.of(streams);
  }

  static List<StoredObject> all() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Objects.requireNonNull(
                        StoredObject.class.getResourceAsStream("/protobuf/stored.tsv.gz"))),
                StandardCharsets.UTF_8))) {
      return lines.lines().map(StoredObject::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StoredObject of(String line) {
    String[] cells = line.split("\t");
    return new StoredObject(cells[0], cells[1], Base64.getDecoder().decode(cells[3]), cells[4]);
  }

  static StructType type(String apiVersion, String kind) {
    int slash = apiVersion.indexOf('/');
    return TABLES.struct(
        slash < 0 ? "" : apiVersion.substring(0, slash), apiVersion.substring(slash + 1), kind);
  }

  /** Every kind of the tables that has an endpoint and metadata. */
  static List<StructType> kinds() {
    return TABLES.names().stream()
        .sorted()
        .map(TABLES::struct)
        .filter(t -> t.field("apiVersion") != null && isObjectMeta(t.field("metadata")))
        .toList();
  }

  private static boolean isObjectMeta(@Nullable Field metadata) {
    return metadata != null
        && metadata.type() instanceof StructType type
        && type.name().endsWith(".ObjectMeta");
  }

  boolean isProtobuf() {
    return ProtobufEnvelope.isEnvelope(bytes);
  }

  @Override
  public String toString() {
    return path;
  }
}
