package io.binnacle.schema.record;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.schema.StructType;

/** Objects as records of a class. */
record RecordForm<R extends Record>(Class<R> type, RecordCodec<R> codec) implements ObjectForm<R> {
  RecordForm(Class<R> type) {
    this(type, RecordCodec.of(type));
  }

  @Override
  public StructType schema(String component) {
    return RecordSchema.object(component, type);
  }

  @Override
  public R read(Unstructured object) {
    return codec.fromTree(object.content());
  }

  @Override
  public void write(R value, Unstructured into) {
    codec.write(value, into);
  }
}
