package io.binnacle.schema.ownership;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes items of lists, entries of maps and fields out of a value, or takes nothing but them. The
 * result shares untouched parts with the value.
 */
final class Removal {
  private final boolean extract;

  private Removal(boolean extract) {
    this.extract = extract;
  }

  /** The value without the items; null if nothing is left. */
  static @Nullable Object remove(Shape shape, @Nullable Object value, FieldSet items) {
    return items.isEmpty() ? value : new Removal(false).run(shape, value, items);
  }

  /** Nothing of the value but the items. */
  static @Nullable Object extract(Shape shape, @Nullable Object value, FieldSet items) {
    return new Removal(true).run(shape, value, items);
  }

  private @Nullable Object run(Shape shape, @Nullable Object value, FieldSet items) {
    if (shape instanceof Shape.Scalar) {
      return value;
    }
    if (value instanceof Map<?, ?> map) {
      boolean atomic =
          shape == Shape.Untyped.ATOMIC
              || shape instanceof Shape.Fields fields && fields.atomic
              || shape instanceof Shape.Entries entries && entries.atomic();
      return atomic || map.isEmpty() ? whole(value) : map(shape, map, items);
    }
    if (value instanceof List<?> list) {
      boolean granular = shape instanceof Shape.Items || shape instanceof Shape.Members;
      return !granular || list.isEmpty() ? whole(value) : list(shape, list, items);
    }
    return shape instanceof Shape.Untyped ? value : null;
  }

  private @Nullable Object whole(Object value) {
    return extract ? value : null;
  }

  private @Nullable Object map(Shape shape, Map<?, ?> map, FieldSet items) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String name = (String) entry.getKey();
      PathElement element = PathElement.field(name);
      Shape known = Shape.below(shape, name);
      Shape child = known == null ? Shape.Untyped.DEDUCED : known;
      FieldSet below = items.below(element);
      if (items.has(element)) {
        if (extract) {
          result.put(name, entry.getValue());
        }
      } else if (!below.isEmpty()) {
        result.put(name, run(child, entry.getValue(), below));
      } else if (!extract) {
        result.put(name, entry.getValue());
      }
    }
    return result.isEmpty() ? null : result;
  }

  private @Nullable Object list(Shape shape, List<?> list, FieldSet items) {
    List<@Nullable Object> result = new ArrayList<>();
    for (Object item : list) {
      PathElement element = ItemKeys.element(shape, ItemKeys.of(shape, item));
      boolean exact = items.has(element);
      FieldSet below = items.below(element);
      if (exact && !extract) {
        continue;
      }
      if (!below.isEmpty()) {
        result.add(run(Comparing.elementOf(shape), item, below));
      } else if (exact || !extract) {
        result.add(item);
      }
    }
    return result.isEmpty() ? null : result;
  }
}
