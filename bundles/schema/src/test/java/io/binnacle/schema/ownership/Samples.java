package io.binnacle.schema.ownership;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.schema.StructType;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.table.TypeTables;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The schemas of core and apps, and what was recorded of a kube-apiserver 1.36. */
final class Samples {
  static final TypeTables TYPES = TypeTables.read(Samples.class, "apps_v1");

  /** What a write of an object itself can't change. */
  static final FieldSet STATUS = FieldSet.of(FieldPath.of("status"));

  private Samples() {}

  private static InputStream stream(String name) {
    return Objects.requireNonNull(Samples.class.getResourceAsStream("/ownership/" + name), name);
  }

  static String text(String name) {
    try (InputStream stream = stream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The objects of a file with one a line. */
  static List<Unstructured> objects(String name) {
    List<Unstructured> result = new ArrayList<>();
    text(name).lines().forEach(line -> result.add(parse(line)));
    return result;
  }

  static Unstructured parse(String json) {
    return Unstructured.of(Objects.requireNonNull(Json.parse(json)));
  }

  static @Nullable StructType schema(String apiVersion, String kind) {
    return switch (apiVersion) {
      case "v1" -> TYPES.struct("", "v1", kind);
      case "apps/v1" -> TYPES.struct("apps", "v1", kind);
      default -> null;
    };
  }

  static FieldOwnership ownership(String kind) {
    return FieldOwnership.of(kind, version -> schema(version, kind), VersionConverter.NONE);
  }

  static OwnershipRequest request(String apiVersion, String manager, String now) {
    return new OwnershipRequest(apiVersion, "", manager, Map.of(apiVersion, STATUS), now);
  }
}
