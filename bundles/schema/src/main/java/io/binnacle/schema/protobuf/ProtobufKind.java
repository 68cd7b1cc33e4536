package io.binnacle.schema.protobuf;

import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.StructType;
import io.binnacle.schema.table.TypeTables;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A kind as it goes to clients in protobuf: its objects in their envelopes, and lists of them. An
 * envelope's middle is field 2 with the object in it, and so are a list's items: an item is cut out
 * of the object's document, not written again.
 *
 * <p>Cheap to make: what is worked out of a structure is kept with the structure. Thread-safe.
 */
public final class ProtobufKind {
  /** What closes every envelope: a content type and a content encoding that are not set. */
  private static final byte[] TAIL = {0x1a, 0, 0x22, 0};

  private static final ProtobufWriter LIST_META =
      new ProtobufWriter(
          TypeTables.common().struct("io.k8s.apimachinery.pkg.apis.meta.v1.ListMeta"));

  private final GroupVersionKind kind;
  private final ProtobufWriter writer;
  private final int itemStart;

  /**
   * @param schema the structure of its objects, which must have field numbers
   */
  public ProtobufKind(GroupVersionKind kind, StructType schema) {
    this.kind = kind;
    this.writer = new ProtobufWriter(schema);
    this.itemStart = head(kind.apiVersion(), kind.kind()).length;
  }

  /** Whether objects of the structure have a protobuf form. */
  public static boolean has(StructType schema) {
    for (Field field : schema.fields().values()) {
      if (field.number() > 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * An object in its envelope.
   *
   * @throws ProtobufException if a value does not fit its field; the message names its path
   */
  public byte[] document(Map<String, @Nullable Object> tree) {
    return writer.enveloped(kind.apiVersion(), kind.kind(), tree);
  }

  /** Where in each document of the kind that begins which is its item in a list. */
  public int itemStart() {
    return itemStart;
  }

  /** How long the item is in a document of that length. */
  public int itemLength(int document) {
    return document - itemStart - TAIL.length;
  }

  /**
   * What opens a list of the kind, up to its first item.
   *
   * @param list the list's kind
   * @param metadata the list's
   * @param items how long the items are together
   */
  public static byte[] listHead(
      GroupVersionKind list, Map<String, @Nullable Object> metadata, long items) {
    byte[] meta = LIST_META.write(metadata);
    WireWriter out = new WireWriter();
    out.bytes(meta);
    out.tag(1, WireReader.DELIMITED);
    out.varint(out.size() + items);
    out.tag(2, WireReader.DELIMITED);
    out.raw(head(list.apiVersion(), list.kind()));
    return out.toBytes();
  }

  /** What closes a list. */
  public static byte[] listTail() {
    return TAIL.clone();
  }

  /** What stands before the object in an envelope. */
  private static byte[] head(String apiVersion, String kind) {
    WireWriter out = new WireWriter();
    ProtobufEnvelope.close(out, apiVersion, kind, () -> {});
    byte[] empty = out.toBytes();
    // The empty object's own tag and length go with the object.
    return Arrays.copyOf(empty, empty.length - TAIL.length - 2);
  }
}
