package io.binnacle.resources.storage.internal;

import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.ListType;
import io.binnacle.api.schema.ScalarType;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.schema.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A value as kube-apiserver quotes it in messages about a whole structure: by the names of its
 * internal type, every field there, given or not.
 */
final class QuotedForm {
  /** Names that begin with an abbreviation. */
  private static final Set<String> ABBREVIATIONS = Set.of("cel", "uid", "ip");

  private QuotedForm() {}

  static Map<String, @Nullable Object> of(StructType type, Map<String, ?> tree) {
    Map<String, @Nullable Object> quoted = new LinkedHashMap<>();
    for (Field field : type.fields().values()) {
      Object value = tree.get(field.name());
      quoted.put(name(field.name()), value == null ? missing(field) : quote(field.type(), value));
    }
    return quoted;
  }

  private static String name(String name) {
    return ABBREVIATIONS.contains(name)
        ? name.toUpperCase(Locale.ROOT)
        : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  /** What stands for a field that was not given: by value a zero, by reference null. */
  private static @Nullable Object missing(Field field) {
    if (field.limits().contains("zero=kept") || field.limits().contains("zero=null")) {
      return null;
    }
    if (field.type() instanceof StructType struct) {
      return of(struct, Map.of());
    }
    if (field.type() instanceof ScalarType scalar) {
      return switch (scalar) {
        case STRING -> "";
        case INT32, INT64 -> 0L;
        case BOOL -> false;
        default -> null;
      };
    }
    return null;
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Object quote(Type type, Object value) {
    if (type instanceof StructType struct && value instanceof Map<?, ?> map) {
      return of(struct, (Map<String, ?>) map);
    }
    if (type instanceof ListType list && value instanceof List<?> items) {
      List<@Nullable Object> quoted = new ArrayList<>();
      items.forEach(item -> quoted.add(quote(list.element(), item)));
      return quoted;
    }
    return value;
  }
}
