package io.binnacle.schema;

import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.ListType;
import io.binnacle.api.schema.MapType;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.schema.Type;
import io.binnacle.api.status.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks a conformed tree against what its schema declares beyond types: required fields, enums,
 * bounds, patterns, unique list items. For types whose schema says it all; the built-in types word
 * their own checks.
 */
public final class SchemaValidation {
  private final List<FieldError> errors = new ArrayList<>();

  private SchemaValidation() {}

  /** What is wrong, in declared order; empty if nothing is. */
  public static List<FieldError> of(StructType type, Map<String, @Nullable Object> tree) {
    SchemaValidation validation = new SchemaValidation();
    validation.struct(type, tree, "");
    return validation.errors;
  }

  private void struct(StructType type, Map<?, ?> tree, String path) {
    for (Field field : type.fields().values()) {
      String at = path.isEmpty() ? field.name() : path + "." + field.name();
      Object value = tree.get(field.name());
      if (value != null) {
        field(field, value, at);
      } else if (field.required()) {
        errors.add(FieldError.required(at, ""));
      }
    }
  }

  private void field(Field field, Object value, String path) {
    if (!field.enumValues().isEmpty() && value instanceof String text) {
      if (!field.enumValues().contains(text)) {
        errors.add(FieldError.notSupported(path, text, field.enumValues()));
      }
    }
    String complaint = Bounds.complaint(Limits.of(field), value);
    if (complaint != null) {
      errors.add(FieldError.invalid(path, value, path + " in body " + complaint));
    }
    descend(field.type(), value, path);
  }

  private void descend(Type type, @Nullable Object value, String path) {
    if (type instanceof StructType struct && value instanceof Map<?, ?> map) {
      struct(struct, map, path);
    } else if (type instanceof ListType list && value instanceof List<?> items) {
      Set<Object> seen = new HashSet<>();
      for (int i = 0; i < items.size(); i++) {
        String at = path + "[" + i + "]";
        if (list.kind() != ListType.Kind.ATOMIC && !seen.add(identity(list, items.get(i)))) {
          errors.add(FieldError.duplicate(at, identity(list, items.get(i))));
        }
        descend(list.element(), items.get(i), at);
      }
    } else if (type instanceof MapType map && value instanceof Map<?, ?> entries) {
      entries.forEach((key, item) -> descend(map.value(), item, path + "[" + key + "]"));
    }
  }

  private static Object identity(ListType type, @Nullable Object item) {
    if (type.kind() == ListType.Kind.MAP && item instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> keys = new java.util.LinkedHashMap<>();
      type.mapKeys().forEach(key -> keys.put(key, map.get(key)));
      return keys;
    }
    return Objects.requireNonNullElse(item, "");
  }
}
