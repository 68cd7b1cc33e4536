package io.binnacle.schema.protobuf;

import io.binnacle.api.schema.ListType;
import io.binnacle.api.schema.ScalarType;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.schema.Type;
import org.jspecify.annotations.Nullable;

/** How one value of a type is read from the wire and written to it. Immutable. */
abstract class ValuePlan {
  static ValuePlan of(Type type) {
    if (type instanceof StructType struct) {
      return MessagePlan.of(struct);
    }
    if (type instanceof ListType list) {
      return new ListPlan(of(list.element()));
    }
    if (type instanceof ScalarType scalar) {
      return ScalarPlan.of(scalar);
    }
    throw new ProtobufException("no protobuf form for " + type);
  }

  abstract int wireType();

  /** Whether a list of them may come packed in one field. */
  boolean isPackable() {
    return false;
  }

  /** Reads the value of the current field. */
  abstract @Nullable Object read(WireReader in, int depth);

  /**
   * Writes a value without a tag.
   *
   * @param value null for the type's zero
   */
  abstract void write(WireWriter out, @Nullable Object value);

  /** What the tree has where the wire has no value although there is one. */
  abstract @Nullable Object zero();
}
