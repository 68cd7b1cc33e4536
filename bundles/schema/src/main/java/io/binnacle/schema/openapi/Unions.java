package io.binnacle.schema.openapi;

import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.StructType;
import io.binnacle.schema.Limits;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Structures of which only one member may be set, as {@code x-kubernetes-unions} tells: a table
 * marks the members with the word {@code union}, and with {@code discriminator} the field that says
 * which one it is.
 */
final class Unions {
  private Unions() {}

  /** Adds the extension if the structure is a union. */
  static void addTo(Map<String, Object> schema, StructType type) {
    Map<String, Object> members = new TreeMap<>();
    String discriminator = "";
    for (Field field : type.fields().values()) {
      Limits limits = Limits.of(field);
      if (!limits.text("union").isEmpty()) {
        String name = field.name();
        members.put(name, name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
      }
      if (!limits.text("discriminator").isEmpty()) {
        discriminator = field.name();
      }
    }
    if (members.isEmpty()) {
      return;
    }
    Map<String, Object> union = OpenApi.tree("fields-to-discriminateBy", members);
    if (!discriminator.isEmpty()) {
      union.put("discriminator", discriminator);
    }
    schema.put("x-kubernetes-unions", List.of(union));
  }
}
