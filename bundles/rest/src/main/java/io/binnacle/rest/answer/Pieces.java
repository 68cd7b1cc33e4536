package io.binnacle.rest.answer;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/**
 * A list's body in slices: what opens it, its items with commas between them, what closes it. Items
 * are taken from the objects' own bytes where the encoder allows, and made when asked for
 * elsewhere, so a long list is never in memory as a whole.
 */
public final class Pieces<T> implements Slices {
  private static final byte[] COMMA = {',', '{'};

  private enum State {
    HEAD,
    SEPARATOR,
    ITEM,
    TAIL,
    END
  }

  private final byte[] head;
  private final byte[] tail;
  private final Iterator<? extends T> items;
  private final ItemEncoder<? super T> encoder;
  private State state = State.HEAD;
  private boolean first = true;
  private byte[] array = COMMA;
  private int offset;
  private int length;
  private byte[] item = COMMA;
  private int itemStart;

  public Pieces(
      String head, Iterator<? extends T> items, ItemEncoder<? super T> encoder, String tail) {
    this.head = head.getBytes(StandardCharsets.UTF_8);
    this.tail = tail.getBytes(StandardCharsets.UTF_8);
    this.items = items;
    this.encoder = encoder;
  }

  @Override
  public boolean next() {
    switch (state) {
      case HEAD -> {
        slice(head, 0, head.length);
        state = State.SEPARATOR;
      }
      case SEPARATOR -> nextItem();
      case ITEM -> {
        slice(item, itemStart, item.length - itemStart);
        state = State.SEPARATOR;
      }
      case TAIL -> {
        slice(tail, 0, tail.length);
        state = State.END;
      }
      case END -> {
        return false;
      }
    }
    return true;
  }

  private void nextItem() {
    if (!items.hasNext()) {
      state = State.TAIL;
      next();
      return;
    }
    T object = items.next();
    item = encoder.bytes(object);
    itemStart = encoder.start(object);
    state = State.ITEM;
    int from = first ? 1 : 0;
    int to = itemStart > 0 ? 2 : 1;
    first = false;
    if (from == to) {
      next();
    } else {
      slice(COMMA, from, to - from);
    }
  }

  private void slice(byte[] of, int from, int size) {
    array = of;
    offset = from;
    length = size;
  }

  @Override
  public byte[] array() {
    return array;
  }

  @Override
  public int offset() {
    return offset;
  }

  @Override
  public int length() {
    return length;
  }
}
