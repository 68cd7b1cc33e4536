package io.binnacle.rest.answer;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;

/**
 * A list's body in pieces: what opens it, its items with commas between them, what closes it. Each
 * item's bytes are made when asked for, so a long list is never in memory as a whole.
 */
public final class Pieces<T> implements Iterator<byte[]> {
  private static final byte[] COMMA = {','};

  private final byte[] head;
  private final byte[] tail;
  private final Iterator<? extends T> items;
  private final Function<? super T, byte[]> encode;
  private int state;
  private boolean comma;

  public Pieces(
      String head, Iterator<? extends T> items, Function<? super T, byte[]> encode, String tail) {
    this.head = head.getBytes(StandardCharsets.UTF_8);
    this.tail = tail.getBytes(StandardCharsets.UTF_8);
    this.items = items;
    this.encode = encode;
  }

  @Override
  public boolean hasNext() {
    return state < 2;
  }

  @Override
  public byte[] next() {
    if (state == 0) {
      state = 1;
      return head;
    }
    if (state == 2) {
      throw new NoSuchElementException();
    }
    if (!items.hasNext()) {
      state = 2;
      return tail;
    }
    if (comma) {
      comma = false;
      return COMMA;
    }
    byte[] item = encode.apply(items.next());
    comma = true;
    return item;
  }
}
