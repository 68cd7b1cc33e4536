package io.binnacle.api.schema;

import java.util.List;

/**
 * A list.
 *
 * @param element the type of its items
 * @param kind how two lists are merged by server-side apply (KEP-555)
 * @param mapKeys for {@link Kind#MAP} the fields that identify an item
 */
public record ListType(Type element, Kind kind, List<String> mapKeys) implements Type {
  /** The list's identity of items. */
  public enum Kind {
    ATOMIC,
    SET,
    MAP
  }

  public ListType {
    mapKeys = List.copyOf(mapKeys);
    if ((kind == Kind.MAP) == mapKeys.isEmpty()) {
      throw new IllegalArgumentException("a list of kind " + kind + " with keys " + mapKeys);
    }
  }
}
