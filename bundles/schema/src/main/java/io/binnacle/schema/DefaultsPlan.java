package io.binnacle.schema;

import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.ListType;
import io.binnacle.api.schema.MapType;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.schema.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a structure that declare a default or have one below them; the others need not be
 * looked at. Immutable.
 */
record DefaultsPlan(Step[] steps) {
  /**
   * A field to look at.
   *
   * @param value its default, null for none
   * @param below its type if there are defaults below it, else null
   */
  record Step(String name, @Nullable Object value, @Nullable Type below) {}

  static DefaultsPlan of(StructType type) {
    List<Step> steps = new ArrayList<>();
    for (Field field : type.fields().values()) {
      Object value = isVisible(field) ? field.defaultValue() : null;
      Type below = reaches(field.type(), new HashSet<>()) ? field.type() : null;
      if (value != null || below != null) {
        steps.add(new Step(field.name(), value, below));
      }
    }
    return new DefaultsPlan(steps.toArray(Step[]::new));
  }

  /** A zero in a field that leaves zeros out is the same as nothing. */
  private static boolean isVisible(Field field) {
    boolean zero = Long.valueOf(0).equals(field.defaultValue()) || "".equals(field.defaultValue());
    return !zero || !List.of(field.limits().split(" ", -1)).contains("zero=dropped");
  }

  /**
   * Whether a value of the type can get a default.
   *
   * @param seen the structures that need not be looked into again
   */
  private static boolean reaches(Type type, Set<StructType> seen) {
    if (type instanceof ListType list) {
      return reaches(list.element(), seen);
    }
    if (type instanceof MapType map) {
      return reaches(map.value(), seen);
    }
    if (!(type instanceof StructType struct) || !seen.add(struct)) {
      return false;
    }
    for (Field field : struct.fields().values()) {
      if (field.defaultValue() != null && isVisible(field) || reaches(field.type(), seen)) {
        return true;
      }
    }
    return false;
  }
}
