package io.binnacle.schema.record;

import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.ListType;
import io.binnacle.api.schema.MapType;
import io.binnacle.api.schema.ScalarType;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.schema.Type;
import io.binnacle.schema.Limits;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.table.TypeTables;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Structures from Java records. A component may be a {@link String}, an {@code int}, {@code long},
 * {@code double} or {@code boolean} or its object form, an {@link Instant} (to the second), an enum
 * (its constants' names are the values), an {@link Object} (any JSON), a record, a {@link List} or
 * a {@link Map} with string keys of these, or an {@link Optional} of one of these. Records may
 * refer to themselves. {@link Property} adds to a component.
 */
public final class RecordSchema {
  private static final Map<Class<?>, ScalarType> SCALARS =
      Map.ofEntries(
          Map.entry(String.class, ScalarType.STRING),
          Map.entry(int.class, ScalarType.INT32),
          Map.entry(Integer.class, ScalarType.INT32),
          Map.entry(long.class, ScalarType.INT64),
          Map.entry(Long.class, ScalarType.INT64),
          Map.entry(double.class, ScalarType.DOUBLE),
          Map.entry(Double.class, ScalarType.DOUBLE),
          Map.entry(boolean.class, ScalarType.BOOL),
          Map.entry(Boolean.class, ScalarType.BOOL),
          Map.entry(Instant.class, ScalarType.TIME),
          Map.entry(Object.class, ScalarType.ANY));

  /** Stands for a component without the annotation. */
  private static final Property NO_PROPERTY =
      Plain.class.getRecordComponents()[0].getAnnotation(Property.class);

  private record Plain(@Property String value) {}

  private final String prefix;
  private final Map<Class<?>, StructType> structs = new HashMap<>();

  private RecordSchema(String prefix) {
    this.prefix = prefix;
  }

  /**
   * The structure of a record.
   *
   * @param name its OpenAPI component name, such as {@code com.example.v1.Widget}; the records
   *     within are named after it
   * @throws IllegalArgumentException if a component's type has no form; the message names it
   */
  public static StructType of(String name, Class<? extends Record> type) {
    StructType struct = new RecordSchema(prefix(name)).struct(name, type, false);
    struct.fields();
    return struct;
  }

  /** The structure of an API object: the record's components, apiVersion, kind and metadata. */
  public static StructType object(String name, Class<? extends Record> type) {
    StructType struct = new RecordSchema(prefix(name)).struct(name, type, true);
    struct.fields();
    return struct;
  }

  /** The JSON name of a component. */
  static String jsonName(RecordComponent component) {
    Property property = component.getAnnotation(Property.class);
    return property == null || property.name().isEmpty() ? component.getName() : property.name();
  }

  private static String prefix(String name) {
    return name.substring(0, name.lastIndexOf('.') + 1);
  }

  private StructType struct(String name, Class<?> type, boolean object) {
    List<Field> fields = new ArrayList<>();
    StructType struct = new StructType(name, false, () -> List.copyOf(fields));
    structs.put(type, struct);
    if (object) {
      fields.add(Field.of("apiVersion", ScalarType.STRING));
      fields.add(Field.of("kind", ScalarType.STRING));
      fields.add(
          Field.of(
              "metadata",
              TypeTables.common().struct("io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta")));
    }
    for (RecordComponent component : type.getRecordComponents()) {
      fields.add(field(component));
    }
    return struct;
  }

  private Field field(RecordComponent component) {
    Property property = component.getAnnotation(Property.class);
    Type type = type(component, component.getGenericType(), property);
    List<String> enums = enums(component.getGenericType());
    return field(component, type, enums, property == null ? NO_PROPERTY : property);
  }

  private static Field field(
      RecordComponent component, Type type, List<String> enums, Property property) {
    String keys = property.listKeys().length == 1 ? property.listKeys()[0] : "";
    return new Field(
        jsonName(component),
        type,
        0,
        property.required(),
        defaultValue(component, property),
        enums,
        keys.isEmpty() ? List.of() : List.of("merge"),
        keys,
        limits(property),
        "",
        List.of(),
        property.description());
  }

  private static @Nullable Object defaultValue(RecordComponent component, Property property) {
    try {
      return property.defaultJson().isEmpty() ? null : Json.parse(property.defaultJson());
    } catch (io.binnacle.schema.json.JsonException e) {
      throw wrong(component, "its default is no JSON: " + e.getMessage());
    }
  }

  private static String limits(Property property) {
    List<String> words = new ArrayList<>();
    bound(words, "minimum", property.minimum(), Long.MIN_VALUE);
    bound(words, "maximum", property.maximum(), Long.MAX_VALUE);
    bound(words, "minLength", property.minLength(), 0);
    bound(words, "maxLength", property.maxLength(), Integer.MAX_VALUE);
    bound(words, "minItems", property.minItems(), 0);
    bound(words, "maxItems", property.maxItems(), Integer.MAX_VALUE);
    if (!property.pattern().isEmpty()) {
      words.add(Limits.word("pattern", property.pattern()));
    }
    return String.join(" ", words);
  }

  private static void bound(List<String> words, String name, long value, long none) {
    if (value != none) {
      words.add(Limits.word(name, Long.toString(value)));
    }
  }

  private Type type(
      RecordComponent component, java.lang.reflect.Type java, @Nullable Property property) {
    if (java instanceof ParameterizedType generic) {
      java.lang.reflect.Type[] arguments = generic.getActualTypeArguments();
      if (generic.getRawType() == Optional.class) {
        return type(component, arguments[0], property);
      }
      if (generic.getRawType() == List.class) {
        return list(type(component, arguments[0], null), property);
      }
      if (generic.getRawType() == Map.class && arguments[0] == String.class) {
        return new MapType(type(component, arguments[1], null), false);
      }
    }
    if (java instanceof Class<?> type) {
      ScalarType scalar = SCALARS.get(type);
      if (scalar != null) {
        return scalar;
      }
      if (type.isEnum()) {
        return ScalarType.STRING;
      }
      if (type.isRecord()) {
        StructType known = structs.get(type);
        return known != null ? known : struct(prefix + type.getSimpleName(), type, false);
      }
    }
    throw wrong(component, "its type " + java.getTypeName() + " has no form in the schema");
  }

  private static ListType list(Type element, @Nullable Property property) {
    if (property != null && property.listKeys().length > 0) {
      return new ListType(element, ListType.Kind.MAP, List.of(property.listKeys()));
    }
    boolean set = property != null && property.set();
    return new ListType(element, set ? ListType.Kind.SET : ListType.Kind.ATOMIC, List.of());
  }

  private static List<String> enums(java.lang.reflect.Type java) {
    if (java instanceof ParameterizedType generic && generic.getRawType() != Map.class) {
      return enums(generic.getActualTypeArguments()[0]);
    }
    return java instanceof Class<?> type && type.isEnum()
        ? Arrays.stream(type.getEnumConstants()).map(c -> ((Enum<?>) c).name()).toList()
        : List.of();
  }

  private static IllegalArgumentException wrong(RecordComponent component, String what) {
    return new IllegalArgumentException(
        component.getDeclaringRecord().getName() + "." + component.getName() + ": " + what);
  }
}
