package io.binnacle.schema.protobuf;

import io.binnacle.api.schema.StructType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tree to the bytes that Kubernetes' own program writes of it, by the field numbers of a schema:
 * fields by number, maps by key, what is no pointer in Go even if it is not set. Fields of the tree
 * that have no number are left out.
 *
 * <p>Cheap to make: what it works out of a structure is kept with the structure. Thread-safe.
 */
public final class ProtobufWriter {
  private final MessagePlan plan;

  /** A writer of messages of the type. */
  public ProtobufWriter(StructType type) {
    this.plan = MessagePlan.of(type);
  }

  /**
   * The message alone.
   *
   * @throws ProtobufException if a value does not fit its field; the message names its path
   */
  public byte[] write(Map<String, @Nullable Object> tree) {
    WireWriter out = new WireWriter();
    plan.writeWhole(out, tree);
    return out.toBytes();
  }

  /**
   * The message in its envelope, as it is stored and as clients get it.
   *
   * @throws ProtobufException if a value does not fit its field; the message names its path
   */
  public byte[] enveloped(String apiVersion, String kind, Map<String, @Nullable Object> tree) {
    WireWriter out = new WireWriter();
    ProtobufEnvelope.close(out, apiVersion, kind, () -> plan.writeWhole(out, tree));
    return out.toBytes();
  }
}
