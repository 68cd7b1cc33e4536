package io.binnacle.schema.protobuf;

import io.binnacle.api.schema.StructType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message to the tree that its JSON would be, by the field numbers of a schema. Unknown fields
 * are passed over. The tree has its fields in declared order, its maps by key, and shows what is
 * missing or empty as the fields' {@code zero} rules say, so that conforming it changes nothing.
 *
 * <p>Cheap to make: what it works out of a structure is kept with the structure. Thread-safe.
 */
public final class ProtobufReader {
  private final MessagePlan plan;

  /** A reader of messages of the type. */
  public ProtobufReader(StructType type) {
    this.plan = MessagePlan.of(type);
  }

  /**
   * Reads a message.
   *
   * @return a new tree; {@code apiVersion} and {@code kind} are not among its fields, as they are
   *     not in the message
   * @throws ProtobufException if the bytes are none
   */
  public Map<String, @Nullable Object> read(byte[] message) {
    return plan.readWhole(new WireReader(message, 0, message.length), 0);
  }
}
