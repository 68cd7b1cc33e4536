package io.binnacle.schema;

import io.binnacle.api.object.Unstructured;
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
    DefaultsPlan plan = type.derived(DefaultsPlan.class, DefaultsPlan::of);
    for (DefaultsPlan.Step step : plan.steps()) {
      Object value = tree.get(step.name());
      if (value == null && step.value() != null) {
        value = Unstructured.copy(step.value());
        tree.put(step.name(), value);
      }
      if (value != null && step.below() != null) {
        descend(step.below(), value);
      }
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

  @SuppressWarnings("unchecked")
  private static void descend(Type type, @Nullable Object value) {
    if (type instanceof StructType struct && value instanceof Map<?, ?> map) {
      apply(struct, (Map<String, @Nullable Object>) map);
    } else if (type instanceof ListType list && value instanceof List<?> items) {
      for (Object item : items) {
        descend(list.element(), item);
      }
    } else if (type instanceof MapType map && value instanceof Map<?, ?> entries) {
      for (Object item : entries.values()) {
        descend(map.value(), item);
      }
    }
  }
}
