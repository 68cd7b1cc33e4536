package io.binnacle.schema.ownership;

import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.ListType;
import io.binnacle.api.schema.MapType;
import io.binnacle.api.schema.ScalarType;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.schema.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes structures with fields of all kinds, and values of them. */
final class RandomSchema {
  private final Random random;
  private int names;

  RandomSchema(Random random) {
    this.random = random;
  }

  /** A kind with random fields {@code a}, {@code b}… beside apiVersion and kind. */
  StructType kind(List<Field> body) {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.of("apiVersion", ScalarType.STRING));
    fields.add(Field.of("kind", ScalarType.STRING));
    fields.addAll(body);
    return new StructType("test.Kind" + names++, false, () -> fields);
  }

  List<Field> body() {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      fields.add(Field.of(String.valueOf((char) ('a' + i)), type(3)));
    }
    return fields;
  }

  private Type type(int depth) {
    switch (random.nextInt(depth > 0 ? 8 : 3)) {
      case 0:
        return ScalarType.STRING;
      case 1:
        return ScalarType.INT64;
      case 2:
        return random.nextBoolean() ? ScalarType.BOOL : ScalarType.RAW_EXTENSION;
      case 3:
        return new MapType(type(depth - 1), random.nextInt(4) == 0);
      case 4:
        return random.nextBoolean()
            ? new ListType(ScalarType.STRING, ListType.Kind.SET, List.of())
            : new ListType(type(depth - 1), ListType.Kind.ATOMIC, List.of());
      case 5, 6:
        return items(depth);
      default:
        return struct(depth, List.of(), random.nextInt(5) == 0);
    }
  }

  private Type items(int depth) {
    List<Field> keys = new ArrayList<>();
    keys.add(Field.of("key", ScalarType.STRING));
    List<String> names = new ArrayList<>(List.of("key"));
    if (random.nextInt(3) == 0) {
      keys.add(
          new Field(
              "also",
              ScalarType.INT64,
              0,
              false,
              7L,
              List.of(),
              List.of(),
              "",
              "",
              "",
              List.of(),
              ""));
      names.add("also");
    }
    return new ListType(struct(depth, keys, false), ListType.Kind.MAP, names);
  }

  private StructType struct(int depth, List<Field> first, boolean atomic) {
    List<Field> fields = new ArrayList<>(first);
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      fields.add(Field.of(String.valueOf((char) ('p' + i)), type(depth - 1)));
    }
    return new StructType("test.S" + names++, atomic, () -> fields);
  }

  /** A value of the kind; what is said of each field is left to chance. */
  Map<String, @Nullable Object> object(StructType kind, String apiVersion, int percent) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("apiVersion", apiVersion);
    result.put("kind", "Kind");
    kind.fields()
        .forEach(
            (name, field) -> {
              if (name.length() <= 2 && random.nextInt(100) < percent) {
                result.put(name, value(field.type()));
              }
            });
    return result;
  }

  @Nullable Object value(Type type) {
    if (type instanceof ScalarType scalar) {
      return scalar(scalar);
    }
    if (type instanceof MapType map) {
      Map<String, @Nullable Object> result = new LinkedHashMap<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        result.put(word(), value(map.value()));
      }
      return result;
    }
    if (type instanceof StructType struct) {
      return struct(struct);
    }
    ListType list = (ListType) type;
    Map<String, @Nullable Object> items = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      Object item = value(list.element());
      String key = list.kind() == ListType.Kind.ATOMIC ? "" + i : ModelValues.key(list, item);
      items.put(key, item);
    }
    return new ArrayList<>(items.values());
  }

  private Map<String, @Nullable Object> struct(StructType struct) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    struct
        .fields()
        .forEach(
            (name, field) -> {
              if (name.equals("key") || random.nextInt(10) < 6) {
                result.put(name, value(field.type()));
              }
            });
    return result;
  }

  private @Nullable Object scalar(ScalarType type) {
    return switch (type) {
      case STRING -> word();
      case INT64 -> (long) random.nextInt(3);
      case BOOL -> random.nextBoolean();
      default -> {
        Map<String, @Nullable Object> raw = new LinkedHashMap<>();
        raw.put(word(), (long) random.nextInt(2));
        yield raw;
      }
    };
  }

  private String word() {
    return String.valueOf((char) ('u' + random.nextInt(4)));
  }

  /** The value changed here and there. */
  @SuppressWarnings("unchecked")
  @Nullable Object changed(Type type, @Nullable Object value) {
    if (random.nextInt(6) == 0) {
      return value(type);
    }
    if (type instanceof StructType struct && value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> result =
          new LinkedHashMap<>((Map<String, @Nullable Object>) map);
      for (Field field : struct.fields().values()) {
        boolean fixed = List.of("key", "also", "apiVersion", "kind").contains(field.name());
        if (!fixed && random.nextInt(3) == 0) {
          if (!result.containsKey(field.name())) {
            result.put(field.name(), value(field.type()));
          } else if (random.nextInt(4) == 0) {
            result.remove(field.name());
          } else {
            result.put(field.name(), changed(field.type(), result.get(field.name())));
          }
        }
      }
      return result;
    }
    if (type instanceof ListType list
        && list.kind() == ListType.Kind.MAP
        && value instanceof List<?> items) {
      List<@Nullable Object> result = new ArrayList<>();
      for (Object item : items) {
        result.add(
            random.nextInt(3) == 0 && list.element() instanceof StructType struct
                ? keyed(struct, item)
                : item);
      }
      java.util.Collections.shuffle(result, random);
      return result;
    }
    return value;
  }

  /** An item changed without becoming another one. */
  private @Nullable Object keyed(StructType struct, @Nullable Object item) {
    Map<?, ?> before = item instanceof Map<?, ?> map ? map : Map.of();
    Object after = changed(struct, item);
    if (!(after instanceof Map<?, ?> map)
        || !java.util.Objects.equals(before.get("key"), map.get("key"))
        || !java.util.Objects.equals(before.get("also"), map.get("also"))) {
      return item;
    }
    return after;
  }
}
