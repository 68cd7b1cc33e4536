package io.binnacle.rest.resource;

import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.rest.answer.Slices;
import io.binnacle.schema.protobuf.ProtobufKind;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A list in protobuf: its items are cut out of their objects' documents and joined. A message tells
 * its length before its parts, so all items are written once before the first is sent; of a very
 * long list only the beginning is held meanwhile, and the rest is asked for again when it is due.
 *
 * @param <T> what the items are made of
 */
final class ProtobufListBody<T> implements Slices {
  /** How many bytes of documents one answer holds. */
  private static final long HELD = 32L * 1024 * 1024;

  private static final byte[] TAIL = ProtobufKind.listTail();

  private final ProtobufKind kind;
  private final Function<? super T, byte[]> encoder;
  private final List<T> objects = new ArrayList<>();
  private final List<byte[]> held = new ArrayList<>();
  private final byte[] head;
  private int at = -1;
  private byte[] document;

  /**
   * @param list the list's kind
   * @param kind of the items
   * @param encoder makes their documents, of the same object always the same
   */
  ProtobufListBody(
      GroupVersionKind list,
      Map<String, @Nullable Object> metadata,
      ProtobufKind kind,
      Iterator<? extends T> items,
      Function<? super T, byte[]> encoder) {
    this.kind = kind;
    this.encoder = encoder;
    long length = 0;
    while (items.hasNext()) {
      T object = items.next();
      byte[] made = encoder.apply(object);
      length += kind.itemLength(made.length);
      objects.add(object);
      if (length < HELD) {
        held.add(made);
      }
    }
    this.head = ProtobufKind.listHead(list, metadata, length);
    this.document = head;
  }

  @Override
  public boolean next() {
    at++;
    if (at == 0) {
      document = head;
    } else if (at <= objects.size()) {
      int index = at - 1;
      document = index < held.size() ? held.get(index) : encoder.apply(objects.get(index));
    } else {
      document = TAIL;
    }
    return at <= objects.size() + 1;
  }

  private boolean isItem() {
    return at > 0 && at <= objects.size();
  }

  @Override
  public byte[] array() {
    return document;
  }

  @Override
  public int offset() {
    return isItem() ? kind.itemStart() : 0;
  }

  @Override
  public int length() {
    return isItem() ? kind.itemLength(document.length) : document.length;
  }
}
