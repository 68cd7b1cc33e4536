package io.binnacle.schema.record;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.ListType;
import io.binnacle.api.schema.MapType;
import io.binnacle.api.schema.ScalarType;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.schema.Type;
import io.binnacle.schema.Limits;
import io.binnacle.schema.table.TypeTables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Structures from OpenAPI v3 schemas.
 *
 * <p>A node may say {@code type} ({@code object}, {@code array}, {@code string}, {@code integer},
 * {@code number}, {@code boolean}), {@code format} ({@code int32}, {@code byte}, {@code
 * date-time}), {@code description}, {@code default}, {@code enum} of strings, {@code required},
 * {@code properties}, {@code additionalProperties}, {@code items}, minimum, maximum, pattern, and
 * the least and greatest length or number of items or properties, and the extensions for free
 * fields, whole numbers or strings, and how lists and maps are merged. What else it says is refused
 * rather than ignored: rules belong into the type's validation, where they are code.
 */
final class OpenApiStruct {
  private static final String EXTENSION = "x-kubernetes-";
  private static final List<String> LIMITS =
      List.of(
          "minimum",
          "maximum",
          "minLength",
          "maxLength",
          "minItems",
          "maxItems",
          "minProperties",
          "maxProperties",
          "pattern");
  private static final Set<String> OTHERS =
      Set.of(
          "type",
          "format",
          "description",
          "title",
          "example",
          "default",
          "enum",
          "required",
          "properties",
          "additionalProperties",
          "items",
          EXTENSION + "preserve-unknown-fields",
          EXTENSION + "int-or-string",
          EXTENSION + "list-type",
          EXTENSION + "list-map-keys",
          EXTENSION + "map-type");

  private final String component;

  private OpenApiStruct(String component) {
    this.component = component;
  }

  /**
   * The structure of an API object.
   *
   * @param component its OpenAPI component name; the structures within are named after it and their
   *     place
   * @throws IllegalArgumentException naming the place that can't be understood
   */
  static StructType object(String component, Map<String, @Nullable Object> schema) {
    OpenApiStruct reader = new OpenApiStruct(component);
    Map<String, Field> fields = new LinkedHashMap<>();
    fields.put("apiVersion", Field.of("apiVersion", ScalarType.STRING));
    fields.put("kind", Field.of("kind", ScalarType.STRING));
    fields.put(
        "metadata",
        Field.of(
            "metadata",
            TypeTables.common().struct("io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta")));
    Unstructured node = new Unstructured(schema);
    for (Field field : reader.fields(node, "")) {
      fields.putIfAbsent(field.name(), field);
    }
    List<Field> all = List.copyOf(fields.values());
    return new StructType(component, false, () -> all, others(node));
  }

  private List<Field> fields(Unstructured node, String path) {
    List<Field> fields = new ArrayList<>();
    List<@Nullable Object> required = node.list("required");
    node.map("properties")
        .forEach(
            (name, child) -> {
              String at = path.isEmpty() ? name : path + "." + name;
              if (!(child instanceof Map<?, ?>)) {
                throw new IllegalArgumentException(at + ": is no schema");
              }
              fields.add(field(name, Unstructured.of(child), required.contains(name), at));
            });
    return fields;
  }

  private Field field(String name, Unstructured node, boolean required, String path) {
    Type type = type(node, path);
    List<@Nullable Object> keys = node.list(EXTENSION + "list-map-keys");
    String mergeKey = keys.size() == 1 ? String.valueOf(keys.get(0)) : "";
    return new Field(
        name,
        type,
        0,
        required,
        node.get("default"),
        node.list("enum").stream().map(String::valueOf).toList(),
        mergeKey.isEmpty() ? List.of() : List.of("merge"),
        mergeKey,
        limits(node),
        "",
        List.of(),
        node.string("description"));
  }

  private static String limits(Unstructured node) {
    List<String> words = new ArrayList<>();
    for (String limit : LIMITS) {
      Object value = node.get(limit);
      if (value != null) {
        words.add(Limits.word(limit, value.toString()));
      }
    }
    return String.join(" ", words);
  }

  private Type type(Unstructured node, String path) {
    for (String word : node.content().keySet()) {
      if (!OTHERS.contains(word) && !LIMITS.contains(word)) {
        throw new IllegalArgumentException(path + ": " + word + " is not supported");
      }
    }
    if (node.bool(EXTENSION + "int-or-string")) {
      return ScalarType.INT_OR_STRING;
    }
    return switch (node.string("type")) {
      case "object" -> object(node, path);
      case "array" -> array(node, path);
      case "string" -> string(node.string("format"));
      case "integer" -> node.string("format").equals("int32") ? ScalarType.INT32 : ScalarType.INT64;
      case "number" -> ScalarType.DOUBLE;
      case "boolean" -> ScalarType.BOOL;
      case "" -> any(node, path);
      default ->
          throw new IllegalArgumentException(
              path + ": there is no type '" + node.string("type") + "'");
    };
  }

  private static Type any(Unstructured node, String path) {
    if (node.bool(EXTENSION + "preserve-unknown-fields")) {
      return ScalarType.ANY;
    }
    throw new IllegalArgumentException(path + ": needs a type");
  }

  private static Type string(String format) {
    return switch (format) {
      case "byte" -> ScalarType.BYTES;
      case "date-time" -> ScalarType.TIME;
      default -> ScalarType.STRING;
    };
  }

  private Type object(Unstructured node, String path) {
    boolean atomic = node.string(EXTENSION + "map-type").equals("atomic");
    if (node.get("additionalProperties") instanceof Map<?, ?> values) {
      return new MapType(type(Unstructured.of(values), path + "[*]"), atomic);
    }
    if (node.map("properties").isEmpty()) {
      return new MapType(ScalarType.ANY, atomic);
    }
    List<Field> fields = fields(node, path);
    return new StructType(component + named(path), atomic, () -> fields, others(node));
  }

  /** {@code spec.parts[]} as {@code SpecPartsItem}. */
  private static String named(String path) {
    StringBuilder name = new StringBuilder();
    for (String step : path.replace("[]", ".item").replace("[*]", ".value").split("\\.")) {
      name.append(Character.toUpperCase(step.charAt(0))).append(step.substring(1));
    }
    return name.toString();
  }

  private static @Nullable Type others(Unstructured node) {
    return node.bool(EXTENSION + "preserve-unknown-fields") ? ScalarType.ANY : null;
  }

  private Type array(Unstructured node, String path) {
    if (!(node.get("items") instanceof Map<?, ?> items)) {
      throw new IllegalArgumentException(path + ": an array needs items");
    }
    Type element = type(Unstructured.of(items), path + "[]");
    List<String> keys =
        node.list(EXTENSION + "list-map-keys").stream().map(String::valueOf).toList();
    ListType.Kind kind =
        switch (node.string(EXTENSION + "list-type")) {
          case "set" -> ListType.Kind.SET;
          case "map" -> ListType.Kind.MAP;
          default -> ListType.Kind.ATOMIC;
        };
    try {
      return new ListType(element, kind, kind == ListType.Kind.MAP ? keys : List.of());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
    }
  }
}
