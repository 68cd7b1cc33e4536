package io.binnacle.schema.openapi;

import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.ListType;
import io.binnacle.api.schema.MapType;
import io.binnacle.api.schema.ScalarType;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.schema.Type;
import io.binnacle.schema.Limits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a field looks in OpenAPI v3: its type, and what the field itself adds to it. */
final class FieldSchema {
  private static final List<String> BOUNDS =
      List.of("minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "pattern");

  private FieldSchema() {}

  /**
   * @param types gives the schema or the reference of a type
   */
  static Map<String, Object> of(Field field, Function<Type, Map<String, Object>> types) {
    Map<String, Object> plain = types.apply(field.type());
    Map<String, Object> schema = new LinkedHashMap<>();
    if (plain.containsKey("$ref")) {
      schema.put("allOf", List.of(plain));
    } else {
      schema.putAll(plain);
    }
    if (!field.description().isEmpty()) {
      schema.put("description", field.description());
    }
    Object defaultValue = defaultValue(field);
    if (defaultValue != null) {
      schema.put("default", defaultValue);
    }
    addEnum(field, schema);
    addBounds(field, schema);
    addListAndMap(field.type(), schema);
    if (!field.patchMergeKey().isEmpty()) {
      schema.put("x-kubernetes-patch-merge-key", field.patchMergeKey());
    }
    if (!field.patchStrategies().isEmpty()) {
      schema.put("x-kubernetes-patch-strategy", String.join(",", field.patchStrategies()));
    }
    return schema;
  }

  private static @Nullable Object defaultValue(Field field) {
    if (field.defaultValue() != null) {
      return field.defaultValue();
    }
    if (!Limits.of(field).text("zero").equals("shown")) {
      return null;
    }
    if (field.type() instanceof StructType) {
      return new LinkedHashMap<>();
    }
    return field.type() instanceof ScalarType scalar
        ? switch (scalar) {
          case STRING -> "";
          case BOOL -> false;
          case INT32, INT64, DOUBLE -> 0L;
          default -> null;
        }
        : null;
  }

  @SuppressWarnings("unchecked")
  private static void addEnum(Field field, Map<String, Object> schema) {
    if (field.enumValues().isEmpty()) {
      return;
    }
    Map<String, Object> target = schema;
    if (field.type() instanceof ListType) {
      target = (Map<String, Object>) schema.get("items");
    } else if (field.type() instanceof MapType) {
      target = (Map<String, Object>) schema.get("additionalProperties");
    }
    target.put("enum", List.copyOf(new TreeSet<>(field.enumValues())));
  }

  private static void addBounds(Field field, Map<String, Object> schema) {
    Limits limits = Limits.of(field);
    for (String bound : BOUNDS) {
      String text = limits.text(bound);
      if (!text.isEmpty()) {
        schema.put(bound, bound.equals("pattern") ? text : number(text));
      }
    }
  }

  private static Object number(String text) {
    return text.contains(".") ? (Object) Double.valueOf(text) : (Object) Long.valueOf(text);
  }

  private static void addListAndMap(Type type, Map<String, Object> schema) {
    if (type instanceof ListType list) {
      schema.put("x-kubernetes-list-type", list.kind().name().toLowerCase(Locale.ROOT));
      if (!list.mapKeys().isEmpty()) {
        schema.put("x-kubernetes-list-map-keys", list.mapKeys());
      }
    } else if (type instanceof MapType map && map.atomic()) {
      schema.put("x-kubernetes-map-type", "atomic");
    }
  }
}
