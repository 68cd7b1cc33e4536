package io.binnacle.schema.ownership;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The set of fields that a value has: each leaf, each item of a list, each entry of a map. */
final class Footprint {
  /** Nothing at all at a place. */
  private static final Footprint NONE = new Footprint(false, FieldSet.EMPTY);

  private static final Footprint LEAF = new Footprint(true, FieldSet.EMPTY);

  /** Whether the place itself is a leaf. */
  private final boolean self;

  private final FieldSet below;

  private Footprint(boolean self, FieldSet below) {
    this.self = self;
    this.below = below;
  }

  /**
   * @throws TypedException if an item of a list has no key
   */
  static FieldSet of(Shape shape, @Nullable Object value) {
    return at(shape, value).below;
  }

  private static Footprint at(Shape shape, @Nullable Object value) {
    if (shape == Shape.Untyped.DEDUCED) {
      if (value instanceof Map<?, ?> map) {
        return map(shape, map);
      }
      return value == null ? NONE : LEAF;
    }
    if (shape instanceof Shape.Fields || shape instanceof Shape.Entries) {
      boolean atomic =
          shape instanceof Shape.Fields fields ? fields.atomic : ((Shape.Entries) shape).atomic();
      return atomic ? LEAF : value instanceof Map<?, ?> map ? map(shape, map) : NONE;
    }
    if (shape instanceof Shape.Items items) {
      return value instanceof List<?> list ? list(shape, items.element, list) : NONE;
    }
    if (shape instanceof Shape.Members members) {
      return value instanceof List<?> list ? list(shape, members.element(), list) : NONE;
    }
    return LEAF;
  }

  private static Footprint map(Shape shape, Map<?, ?> map) {
    FieldLevel.Builder builder = new FieldLevel.Builder();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String name = (String) entry.getKey();
      Object value = entry.getValue();
      Shape.Part part = shape instanceof Shape.Fields fields ? fields.part(name) : null;
      PathElement element = part == null ? PathElement.field(name) : part.element();
      Shape child = part == null ? Shape.below(shape, element) : part.shape();
      Footprint found = child == null ? LEAF : at(child, value);
      boolean bare = value == null || value instanceof Map<?, ?> inner && inner.isEmpty();
      boolean declared = shape instanceof Shape.Fields fields && fields.declares(name);
      builder.add(element, found.self || bare || !declared, found.below);
    }
    return new Footprint(false, builder.build());
  }

  private static Footprint list(Shape shape, Shape element, List<?> list) {
    List<Object> keys = ItemKeys.all(shape, list);
    Set<Object> duplicates = duplicates(keys);
    Set<Object> done = new HashSet<>();
    FieldLevel.Builder builder = new FieldLevel.Builder();
    for (int i = 0; i < list.size(); i++) {
      Object key = keys.get(i);
      if (!duplicates.contains(key)) {
        builder.add(ItemKeys.element(shape, key), true, at(element, list.get(i)).below);
      } else if (done.add(key)) {
        builder.add(ItemKeys.element(shape, key), true, null);
      }
    }
    return new Footprint(false, builder.build());
  }

  /** The keys that come more than once. */
  static Set<Object> duplicates(List<Object> keys) {
    Set<Object> seen = new HashSet<>(keys.size() * 2);
    Set<Object> twice = new HashSet<>();
    for (Object key : keys) {
      if (!seen.add(key)) {
        twice.add(key);
      }
    }
    return twice;
  }
}
