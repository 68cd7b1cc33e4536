package io.binnacle.schema;

import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.ListType;
import io.binnacle.api.schema.MapType;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.schema.Type;
import java.util.List;

/**
 * A place in a tree as a Go program tells it: the structure that has the field, the way there with
 * the structures embedded on it, and the type of what belongs there. Worked out only for a message.
 *
 * @param field such as {@code Volume.spec.volumes.VolumeSource.nfs}
 * @param type such as {@code v1.NFSVolumeSource}
 */
record GoPlace(String field, String type) {
  /**
   * @param path field names, indexes and map keys, all of which the structure has
   */
  static GoPlace of(StructType root, List<Object> path) {
    Type type = root;
    String named = "";
    String owner = "";
    StringBuilder way = new StringBuilder();
    for (Object step : path) {
      Field field = type instanceof StructType struct ? struct.fields().get(step) : null;
      if (type instanceof StructType struct && field != null) {
        owner = simple(struct.name());
        String declaring = struct.name();
        for (String embedded : field.inlineOf().split("/", -1)) {
          if (!embedded.isEmpty()) {
            way.append('.').append(simple(embedded));
            declaring = embedded;
          }
        }
        way.append('.').append(step);
        named = GoTypes.of(declaring, field.name());
        type = field.type();
      } else {
        named = part(named);
        type = part(type);
      }
    }
    return new GoPlace(owner + way, named.isEmpty() ? StructPlan.goName(type) : named);
  }

  private static String simple(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static Type part(Type type) {
    return type instanceof ListType list
        ? list.element()
        : type instanceof MapType map ? map.value() : type;
  }

  /** The type of what a list or map holds, "" if the name does not say. */
  private static String part(String type) {
    return type.startsWith("[]") || type.startsWith("map[")
        ? type.substring(type.indexOf(']') + 1)
        : "";
  }
}
