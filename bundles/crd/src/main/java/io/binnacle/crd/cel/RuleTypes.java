package io.binnacle.crd.cel;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import io.binnacle.crd.structural.Structural;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The types that expressions see of a schema. Immutable. */
final class RuleTypes implements CelTypeProvider {
  /** The name of the whole object's type. */
  static final String ROOT = "object";

  private final ImmutableMap<String, CelType> structs;

  private RuleTypes(ImmutableMap<String, CelType> structs) {
    this.structs = structs;
  }

  /** All types of a schema. */
  static RuleTypes of(Structural schema) {
    Map<String, CelType> structs = new LinkedHashMap<>();
    struct(ROOT, schema, true, structs);
    return new RuleTypes(ImmutableMap.copyOf(structs));
  }

  /** The type of the whole object. */
  static CelType root() {
    return StructTypeReference.create(ROOT);
  }

  /**
   * The type of a node.
   *
   * @param name differs from that of all other nodes
   */
  static CelType of(String name, @Nullable Structural schema) {
    return type(name, schema, new LinkedHashMap<>());
  }

  private static CelType type(
      String name, @Nullable Structural schema, Map<String, CelType> structs) {
    if (schema == null || schema.intOrString()) {
      return SimpleType.DYN;
    }
    return switch (schema.type()) {
      case "boolean" -> SimpleType.BOOL;
      case "integer" -> SimpleType.INT;
      case "number" -> SimpleType.DOUBLE;
      case "string" -> text(schema.format());
      case "array" -> ListType.create(type(name + ".@items", schema.items(), structs));
      case "object" ->
          schema.properties().isEmpty() && schema.additional() != null
              ? MapType.create(
                  SimpleType.STRING, type(name + ".@values", schema.additional(), structs))
              : struct(name, schema, schema.embedded(), structs);
      default -> SimpleType.DYN;
    };
  }

  private static CelType text(String format) {
    return switch (format) {
      case "byte" -> SimpleType.BYTES;
      case "date", "date-time" -> SimpleType.TIMESTAMP;
      case "duration" -> SimpleType.DURATION;
      default -> SimpleType.STRING;
    };
  }

  private static CelType struct(
      String name, Structural schema, boolean resource, Map<String, CelType> structs) {
    Map<String, CelType> fields = new LinkedHashMap<>();
    if (resource) {
      fields.put("apiVersion", SimpleType.STRING);
      fields.put("kind", SimpleType.STRING);
      Map<String, CelType> names =
          Map.of("name", SimpleType.STRING, "generateName", SimpleType.STRING);
      fields.put("metadata", put(name + ".@metadata", names, structs));
    }
    schema
        .properties()
        .forEach(
            (property, node) -> {
              // What no expression can reach has a type, too: rules of its own are about it.
              CelType type = type(field(name, property), node, structs);
              String escaped = FieldNames.escaped(property);
              if (escaped != null && !(resource && fields.containsKey(property))) {
                fields.put(escaped, type);
              }
            });
    return put(name, fields, structs);
  }

  /** The name of a field's type. */
  static String field(String name, String property) {
    String escaped = FieldNames.escaped(property);
    return name + "." + (escaped == null ? property : escaped);
  }

  private static CelType put(
      String name, Map<String, CelType> fields, Map<String, CelType> structs) {
    ImmutableMap<String, CelType> known = ImmutableMap.copyOf(fields);
    structs.put(
        name,
        StructType.create(name, known.keySet(), field -> Optional.ofNullable(known.get(field))));
    return StructTypeReference.create(name);
  }

  @Override
  public ImmutableCollection<CelType> types() {
    return structs.values();
  }

  @Override
  public Optional<CelType> findType(String name) {
    return Optional.ofNullable(structs.get(name));
  }
}
