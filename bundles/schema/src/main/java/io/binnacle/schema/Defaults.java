package io.binnacle.schema;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.ListType;
import io.binnacle.api.schema.MapType;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.schema.Type;
import io.binnacle.api.type.SchemaForm;
import io.binnacle.api.type.TypeVersion;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fills in the defaults that a schema declares. */
public final class Defaults {
  private Defaults() {}

  /**
   * Sets each missing or null field that declares a default, at every depth. Structures that are
   * missing are not made, unless their own field declares a default.
   *
   * @param tree a tree of the structure, changed in place
   */
  public static void apply(StructType type, Map<String, @Nullable Object> tree) {
    for (Field field : type.fields().values()) {
      Object value = tree.get(field.name());
      if (value == null && field.defaultValue() != null && isVisible(field)) {
        value = Unstructured.copy(field.defaultValue());
        tree.put(field.name(), value);
      }
      descend(field.type(), value);
    }
  }

  /** As {@link #apply(StructType, Map)}, by the version's own form where it has one. */
  public static void apply(TypeVersion version, Map<String, @Nullable Object> tree) {
    SchemaForm form = version.form();
    if (form != null) {
      form.applyDefaults(tree);
    } else {
      apply(version.schema(), tree);
    }
  }

  /** A zero in a field that leaves zeros out is the same as nothing. */
  private static boolean isVisible(Field field) {
    boolean zero = Long.valueOf(0).equals(field.defaultValue());
    return !zero || !List.of(field.limits().split(" ", -1)).contains("zero=dropped");
  }

  @SuppressWarnings("unchecked")
  private static void descend(Type type, @Nullable Object value) {
    if (type instanceof StructType struct && value instanceof Map<?, ?> map) {
      apply(struct, (Map<String, @Nullable Object>) map);
    } else if (type instanceof ListType list && value instanceof List<?> items) {
      items.forEach(item -> descend(list.element(), item));
    } else if (type instanceof MapType map && value instanceof Map<?, ?> entries) {
      entries.values().forEach(item -> descend(map.value(), item));
    }
  }
}
