package io.binnacle.schema.ownership;

import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.ListType;
import io.binnacle.api.schema.ScalarType;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.schema.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What ownership and merging need to know of a type: which values are leaves, which have parts of
 * their own, and by what an item of a list is known. Made by {@link Shapes}; immutable but for what
 * is worked out when first asked for; thread-safe.
 */
sealed interface Shape {
  /** Which scalars are allowed. */
  enum Scalar implements Shape {
    STRING,
    NUMERIC,
    BOOLEAN,
    /** Any scalar. */
    UNTYPED
  }

  /** Any value; its form decides. */
  enum Untyped implements Shape {
    /** Maps have parts, the rest are leaves. */
    DEDUCED,
    /** A leaf whatever it is. */
    ATOMIC
  }

  /** A free map. */
  record Entries(Shape value, boolean atomic) implements Shape {}

  /** A list whose items are not told apart. */
  record Whole(Shape element) implements Shape {}

  /** A list of different scalars. */
  record Members(Shape element) implements Shape {}

  /** A list of structures that are told apart by some of their fields. */
  final class Items implements Shape {
    final Shape element;

    /** Sorted by name, as path elements have them. */
    final String[] keys;

    /** As the schema names them, for messages. */
    final List<String> declaredKeys;

    private final ListType type;
    private volatile @Nullable Object @Nullable [] defaults;

    Items(ListType type, Shape element) {
      this.type = type;
      this.element = element;
      this.declaredKeys = type.mapKeys();
      this.keys = declaredKeys.stream().sorted(ValueOrder::strings).toArray(String[]::new);
    }

    /** What stands for a key field that is missing, null for nothing. */
    @Nullable Object keyDefault(int key) {
      @Nullable Object[] known = defaults;
      if (known == null) {
        known = new @Nullable Object[keys.length];
        for (int i = 0; i < keys.length; i++) {
          Field field = type.element() instanceof StructType struct ? struct.field(keys[i]) : null;
          known[i] = field == null ? null : PathElement.whole(keyDefault(field));
        }
        defaults = known;
      }
      return known[key];
    }

    /** A field that is always written has its zero as default. */
    private static @Nullable Object keyDefault(Field field) {
      boolean shown = List.of(field.limits().split(" ", -1)).contains("zero=shown");
      if (field.defaultValue() != null || !shown || !(field.type() instanceof ScalarType scalar)) {
        return field.defaultValue();
      }
      return switch (scalar) {
        case STRING, BYTES -> "";
        case INT32, INT64, DOUBLE -> 0L;
        case BOOL -> Boolean.FALSE;
        default -> null;
      };
    }
  }

  /** A structure. */
  final class Fields implements Shape {
    final boolean atomic;
    private final StructType type;
    private final Shapes shapes;
    private final @Nullable Shape others;
    private volatile @Nullable Map<String, Part> parts;

    Fields(StructType type, Shapes shapes) {
      this.type = type;
      this.atomic = type.isAtomic();
      this.shapes = shapes;
      this.others = type.others() == null ? null : shapes.of(type.others());
    }

    /** Whether the structure names the field. */
    boolean declares(String name) {
      return type.field(name) != null;
    }

    /** The field, null if the structure has none of the name. */
    @Nullable Part part(String name) {
      Map<String, Part> known = parts;
      if (known == null) {
        known = new HashMap<>();
        for (Field field : type.fields().values()) {
          known.put(
              field.name(), new Part(PathElement.field(field.name()), shapes.of(field.type())));
        }
        parts = known;
      }
      Part part = known.get(name);
      return part == null && others != null ? new Part(PathElement.field(name), others) : part;
    }
  }

  /** A field's step and shape. */
  record Part(PathElement element, Shape shape) {}

  /** The shape of a step below; null if there can be none such. */
  static @Nullable Shape below(Shape shape, PathElement element) {
    if (element.isField()) {
      return below(shape, element.fieldName());
    }
    return shape instanceof Items items && element.isKey() ? items.element : null;
  }

  /** The shape of a field or entry of a map; null if there can be none of that name. */
  static @Nullable Shape below(Shape shape, String name) {
    if (shape instanceof Fields fields) {
      Part part = fields.part(name);
      return part == null ? null : part.shape();
    }
    return shape instanceof Entries entries
        ? entries.value()
        : shape instanceof Untyped ? shape : null;
  }

  /** Whether the shape is a declared field of a structure at that step. */
  static boolean isDeclared(Shape shape, PathElement element) {
    return shape instanceof Fields fields
        && element.isField()
        && fields.declares(element.fieldName());
  }

  /** The types that are scalars or opaque. */
  static Shape of(ScalarType type) {
    return switch (type) {
      case STRING, BYTES, DURATION -> Scalar.STRING;
      case BOOL -> Scalar.BOOLEAN;
      case INT32, INT64, DOUBLE -> Scalar.NUMERIC;
      case TIME, MICRO_TIME, QUANTITY, INT_OR_STRING -> Scalar.UNTYPED;
      case RAW_EXTENSION -> Untyped.ATOMIC;
      case FIELDS_V1, ANY -> Untyped.DEDUCED;
    };
  }

  /** The names of a list's keys as a message shows them. */
  static String quoted(List<String> names) {
    List<String> quoted = new ArrayList<>();
    names.forEach(name -> quoted.add(GoPrint.quoted(name)));
    return "[" + String.join(" ", quoted) + "]";
  }

  /** The shape of a type, made anew. */
  static Shape make(Type type, Shapes shapes) {
    if (type instanceof ScalarType scalar) {
      return of(scalar);
    }
    if (type instanceof StructType struct) {
      return new Fields(struct, shapes);
    }
    if (type instanceof ListType list) {
      Shape element = shapes.of(list.element());
      return switch (list.kind()) {
        case ATOMIC -> new Whole(element);
        case SET -> new Members(element);
        case MAP -> new Items(list, element);
      };
    }
    io.binnacle.api.schema.MapType map = (io.binnacle.api.schema.MapType) type;
    return new Entries(shapes.of(map.value()), map.atomic());
  }
}
