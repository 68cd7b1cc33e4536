package io.binnacle.crd.structural;

import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.ListType;
import io.binnacle.api.schema.MapType;
import io.binnacle.api.schema.ScalarType;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.schema.Type;
import io.binnacle.schema.table.TypeTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A structural schema in the type model, by which field ownership and apply go (KEP-555). */
public final class OwnershipTypes {
  private static final StructType META =
      TypeTables.common().struct("io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta");

  private OwnershipTypes() {}

  /**
   * @param name the name of the version's OpenAPI component
   */
  public static StructType object(String name, Structural schema) {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.of("apiVersion", ScalarType.STRING));
    fields.add(Field.of("kind", ScalarType.STRING));
    fields.add(Field.of("metadata", META));
    schema
        .properties()
        .forEach(
            (property, node) -> {
              if (fields.stream().noneMatch(field -> field.name().equals(property))) {
                fields.add(field(property, node));
              }
            });
    return new StructType(name, false, () -> fields, schema.preserving() ? ScalarType.ANY : null);
  }

  private static Field field(String name, Structural node) {
    return new Field(
        name,
        type(node),
        0,
        false,
        node.defaultValue(),
        List.of(),
        List.of(),
        "",
        "",
        "",
        List.of(),
        "");
  }

  private static Type type(@Nullable Structural node) {
    if (node == null) {
      return ScalarType.ANY;
    }
    if (node.intOrString()) {
      return ScalarType.INT_OR_STRING;
    }
    return switch (node.type()) {
      case "string" -> ScalarType.STRING;
      case "boolean" -> ScalarType.BOOL;
      case "integer" -> ScalarType.INT64;
      case "number" -> ScalarType.DOUBLE;
      case "array" -> list(node);
      case "object" -> map(node);
      default -> ScalarType.ANY;
    };
  }

  private static Type list(Structural node) {
    Type element = type(node.items());
    boolean keyed = node.listType().equals("map") && !node.listMapKeys().isEmpty();
    ListType.Kind kind =
        keyed
            ? ListType.Kind.MAP
            : node.listType().equals("set") ? ListType.Kind.SET : ListType.Kind.ATOMIC;
    return new ListType(element, kind, keyed ? node.listMapKeys() : List.of());
  }

  private static Type map(Structural node) {
    boolean atomic = node.mapType().equals("atomic");
    Map<String, Structural> properties = node.properties();
    if (properties.isEmpty() && node.additional() != null) {
      return new MapType(type(node.additional()), atomic);
    }
    if (properties.isEmpty() && node.preserving() && !atomic) {
      return ScalarType.ANY;
    }
    List<Field> fields = new ArrayList<>();
    if (node.embedded()) {
      for (String name : List.of("apiVersion", "kind", "metadata")) {
        if (!properties.containsKey(name)) {
          fields.add(Field.of(name, name.equals("metadata") ? ScalarType.ANY : ScalarType.STRING));
        }
      }
    }
    properties.forEach((name, below) -> fields.add(field(name, below)));
    return new StructType("", atomic, () -> fields, node.preserving() ? ScalarType.ANY : null);
  }
}
