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
   * @param description for people, "" for none
   * @param types gives the schema or the reference of a type
   */
  static Map<String, Object> of(
      Field field, String description, Function<Type, Map<String, Object>> types) {
    Map<String, Object> plain = types.apply(field.type());
    boolean reference = plain.containsKey("$ref");
    Map<String, Object> schema = new LinkedHashMap<>(reference ? Map.of() : plain);
    if (!description.isEmpty()) {
      schema.put("description", description);
    }
    Object defaultValue = defaultValue(field);
    if (defaultValue != null) {
      schema.put("default", defaultValue);
    }
    addEnum(field, schema);
    addBounds(field, schema);
    addListAndMap(field, schema);
    if (!field.patchMergeKey().isEmpty()) {
      schema.put("x-kubernetes-patch-merge-key", field.patchMergeKey());
    }
    if (!field.patchStrategies().isEmpty()) {
      schema.put("x-kubernetes-patch-strategy", String.join(",", field.patchStrategies()));
    }
    if (reference && schema.isEmpty()) {
      return plain;
    }
    if (reference) {
      // What stands beside a reference does not count.
      schema.put("allOf", List.of(plain));
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

  private static void addListAndMap(Field field, Map<String, Object> schema) {
    Limits limits = Limits.of(field);
    if (!limits.text("mapType").isEmpty()) {
      schema.put("x-kubernetes-map-type", limits.text("mapType"));
    }
    Type type = field.type();
    String listType = limits.text("listType");
    if (!listType.isEmpty() && !listType.equals("none")) {
      schema.put("x-kubernetes-list-type", listType);
    } else if (type instanceof ListType list && listType.isEmpty()) {
      schema.put("x-kubernetes-list-type", list.kind().name().toLowerCase(Locale.ROOT));
      if (!list.mapKeys().isEmpty()) {
        schema.put("x-kubernetes-list-map-keys", list.mapKeys());
      }
    } else if (type instanceof MapType map && map.atomic()) {
      schema.put("x-kubernetes-map-type", "atomic");
    }
  }
}
