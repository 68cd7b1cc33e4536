package io.binnacle.schema.protobuf;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What has a number in a message: a field, or a structure whose fields are its owner's in JSON. */
interface Part {
  int number();

  /**
   * Reads the current field.
   *
   * @param values of the structure's fields by index
   */
  void read(WireReader in, @Nullable Object[] values, int depth);

  /** Writes itself, tag included, if the tree has it or Go would write it anyway. */
  void write(WireWriter out, Map<String, ?> tree);
}
