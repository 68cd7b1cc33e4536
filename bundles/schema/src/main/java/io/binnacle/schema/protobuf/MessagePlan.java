package io.binnacle.schema.protobuf;

import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.StructType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a structure is read and written: worked out once per structure and kept with it. A structure
 * may hold itself, so its fields are looked at when first needed.
 */
final class MessagePlan extends ValuePlan {
  private static final int MAX_DEPTH = 200;

  /** The fields in declared order, and those that have numbers as the wire has them. */
  private record Layout(FieldPlan[] fields, Layer wire) {
    static Layout of(MessagePlan plan, StructType type) {
      List<FieldPlan> fields = new ArrayList<>();
      List<Layer.Placed> placed = new ArrayList<>();
      for (Field field : type.fields().values()) {
        if (field.number() > 0) {
          FieldPlan part = FieldPlan.of(plan, field, fields.size());
          fields.add(part);
          placed.add(new Layer.Placed(field.inlineNumbers(), part));
        }
      }
      return new Layout(fields.toArray(FieldPlan[]::new), Layer.of(0, placed));
    }
  }

  private final StructType type;
  private volatile @Nullable Layout layout;

  private MessagePlan(StructType type) {
    this.type = type;
  }

  static MessagePlan of(StructType type) {
    return type.derived(MessagePlan.class, MessagePlan::new);
  }

  private Layout layout() {
    Layout known = layout;
    if (known == null) {
      known = Layout.of(this, type);
      layout = known;
    }
    return known;
  }

  @Override
  int wireType() {
    return WireReader.DELIMITED;
  }

  @Override
  Map<String, @Nullable Object> read(WireReader in, int depth) {
    int outer = in.enterMessage();
    Map<String, @Nullable Object> tree = readWhole(in, depth + 1);
    in.leave(outer);
    return tree;
  }

  /** Reads up to the end of the current message. */
  Map<String, @Nullable Object> readWhole(WireReader in, int depth) {
    if (depth > MAX_DEPTH) {
      throw new ProtobufException("nested too deeply");
    }
    Layout known = layout();
    @Nullable Object[] values = new @Nullable Object[known.fields().length];
    known.wire().readParts(in, values, depth);
    return tree(known, values);
  }

  private static Map<String, @Nullable Object> tree(Layout layout, @Nullable Object[] values) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    for (FieldPlan field : layout.fields()) {
      field.show(tree, values[field.index()]);
    }
    return tree;
  }

  @Override
  Map<String, @Nullable Object> zero() {
    Layout known = layout();
    return tree(known, new @Nullable Object[known.fields().length]);
  }

  @Override
  void write(WireWriter out, @Nullable Object value) {
    int mark = out.size();
    if (value == null) {
      writeWhole(out, Map.of());
    } else if (value instanceof Map<?, ?> map) {
      @SuppressWarnings("unchecked")
      Map<String, ?> tree = (Map<String, ?>) map;
      writeWhole(out, tree);
    } else {
      throw new ProtobufException("an object is wanted");
    }
    out.length(mark);
  }

  /** Writes the message without a length. */
  void writeWhole(WireWriter out, Map<String, ?> tree) {
    layout().wire().writeParts(out, tree);
  }
}
