package io.binnacle.fuzz;

import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.StructType;
import io.binnacle.schema.table.TypeTables;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The kinds of the built-in types, in the order of their names. */
final class Kinds {
  private static final List<String> GROUP_VERSIONS =
      List.of(
          "admissionregistration.k8s.io_v1",
          "admissionregistration.k8s.io_v1beta1",
          "apiextensions.k8s.io_v1",
          "apps_v1",
          "autoscaling_v2",
          "batch_v1",
          "certificates.k8s.io_v1",
          "discovery.k8s.io_v1",
          "flowcontrol.apiserver.k8s.io_v1",
          "networking.k8s.io_v1",
          "node.k8s.io_v1",
          "rbac.authorization.k8s.io_v1",
          "resource.k8s.io_v1",
          "scheduling.k8s.io_v1",
          "storage.k8s.io_v1");

  static final TypeTables TABLES = tables();

  private static final List<StructType> ALL =
      TABLES.names().stream()
          .sorted()
          .map(TABLES::struct)
          .filter(type -> type.field("apiVersion") != null && isObjectMeta(type.field("metadata")))
          .toList();

  private Kinds() {}

  /** Any kind, chosen by a byte. */
  static StructType at(byte choice) {
    return ALL.get((choice & 0xff) % ALL.size());
  }

  private static boolean isObjectMeta(@Nullable Field metadata) {
    return metadata != null
        && metadata.type() instanceof StructType type
        && type.name().endsWith(".ObjectMeta");
  }

  private static TypeTables tables() {
    Map<String, InputStream> streams = new LinkedHashMap<>();
    for (String groupVersion : GROUP_VERSIONS) {
      String file = "types/" + groupVersion + ".tsv";
      try {
        streams.put(groupVersion, ClassLoader.getSystemResource(file).openStream());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return TypeTables.of(streams);
  }
}
