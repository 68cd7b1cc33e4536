package io.binnacle.schema.protobuf;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.ListType;
import io.binnacle.api.schema.MapType;
import io.binnacle.api.schema.ScalarType;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.schema.Type;
import io.binnacle.schema.Limits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A field of a structure, in the tree and on the wire.
 *
 * @param index its place among the structure's fields
 * @param value how one value is read and written: the item of a list, the value of a map
 * @param always whether Go writes it even if it is not set: what is no pointer, list or map
 */
record FieldPlan(
    String name, int index, int number, Shape shape, ValuePlan value, Zero zero, boolean always)
    implements Part {
  enum Shape {
    SINGLE,
    LIST,
    MAP
  }

  /**
   * @param within the plan of the structure that has the field
   */
  static FieldPlan of(MessagePlan within, Field field, int index) {
    Type type = field.type();
    Zero zero = Zero.of(field);
    Shape shape =
        type instanceof ListType ? Shape.LIST : type instanceof MapType ? Shape.MAP : Shape.SINGLE;
    Type single =
        type instanceof ListType list
            ? list.element()
            : type instanceof MapType map ? map.value() : type;
    String wire = Limits.of(field).text("wire");
    return new FieldPlan(
        field.name(),
        index,
        field.number(),
        shape,
        wire.isEmpty() ? ValuePlan.of(single) : UnionPlan.of(within, wire),
        zero,
        wire.isEmpty() && isAlwaysWritten(type, zero));
  }

  private static boolean isAlwaysWritten(Type type, Zero zero) {
    if (type instanceof StructType || type instanceof ScalarType && type != ScalarType.BYTES) {
      // A null that is no pointer's comes from a type that writes its own JSON.
      boolean ownNull =
          type == ScalarType.TIME
              || type == ScalarType.MICRO_TIME
              || type == ScalarType.RAW_EXTENSION;
      return zero == Zero.DROPPED || zero == Zero.SHOWN || zero == Zero.NULL && ownNull;
    }
    return false;
  }

  @Override
  @SuppressWarnings("unchecked")
  public void read(WireReader in, @Nullable Object[] values, int depth) {
    switch (shape) {
      case SINGLE -> values[index] = value.read(in, depth);
      case LIST -> {
        List<@Nullable Object> items = (List<@Nullable Object>) values[index];
        if (items == null) {
          items = new ArrayList<>();
          values[index] = items;
        }
        ListPlan.item(value, in, items, depth);
      }
      case MAP -> {
        Map<String, @Nullable Object> entries = (Map<String, @Nullable Object>) values[index];
        if (entries == null) {
          entries = new LinkedHashMap<>();
          values[index] = entries;
        }
        entry(in, entries, depth);
      }
    }
  }

  private void entry(WireReader in, Map<String, @Nullable Object> entries, int depth) {
    int outer = in.enter();
    String key = "";
    Object entry = null;
    while (in.next()) {
      switch (in.number()) {
        case 1 -> key = in.text();
        case 2 -> entry = value.read(in, depth);
        default -> in.skip();
      }
    }
    in.leave(outer);
    entries.put(key, entry == null ? value.zero() : entry);
  }

  /** Puts what was read into the tree, by the field's rule for what is missing or empty. */
  void show(Map<String, @Nullable Object> tree, @Nullable Object read) {
    switch (zero) {
      case KEPT -> {
        if (read != null) {
          tree.put(name, ordered(read));
        }
      }
      case DROPPED -> {
        if (read != null && !Unstructured.isEmpty(read)) {
          tree.put(name, ordered(read));
        }
      }
      case SHOWN ->
          tree.put(
              name, read != null ? ordered(read) : shape == Shape.SINGLE ? value.zero() : null);
      case NULL ->
          tree.put(
              name,
              read == null || shape != Shape.SINGLE && Unstructured.isEmpty(read)
                  ? null
                  : ordered(read));
    }
  }

  /** A map's entries go by key; from a server they come so. */
  @SuppressWarnings("unchecked")
  private Object ordered(Object read) {
    if (shape != Shape.MAP) {
      return read;
    }
    String last = null;
    for (String key : ((Map<String, ?>) read).keySet()) {
      if (last != null && last.compareTo(key) > 0) {
        return new LinkedHashMap<>(new TreeMap<>((Map<String, ?>) read));
      }
      last = key;
    }
    return read;
  }

  @Override
  public void write(WireWriter out, Map<String, ?> tree) {
    Object given = tree.get(name);
    if (given == null && !always) {
      return;
    }
    try {
      switch (shape) {
        case SINGLE -> {
          value.write(out, given);
          out.tag(number, value.wireType());
        }
        case LIST -> ListPlan.items(value, number, out, given);
        case MAP -> entries(out, given);
      }
    } catch (ProtobufException e) {
      throw e.within(name);
    }
  }

  private void entries(WireWriter out, @Nullable Object given) {
    if (!(given instanceof Map<?, ?> map)) {
      throw new ProtobufException("a map is wanted");
    }
    Object[] keys = map.keySet().toArray();
    Arrays.sort(keys);
    for (int i = keys.length - 1; i >= 0; i--) {
      int mark = out.size();
      value.write(out, map.get(keys[i]));
      out.tag(2, value.wireType());
      out.text((String) keys[i]);
      out.tag(1, WireReader.DELIMITED);
      out.length(mark);
      out.tag(number, WireReader.DELIMITED);
    }
  }
}
