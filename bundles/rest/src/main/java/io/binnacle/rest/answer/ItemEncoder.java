package io.binnacle.rest.answer;

/** How the objects of a list become its items. */
public interface ItemEncoder<T> {
  /**
   * From where on the bytes of {@link #bytes} are the item's once an opening brace is put before
   * them; 0 where they are the item as they are.
   */
  int start(T object);

  /** The item, or more than it: see {@link #start}. */
  byte[] bytes(T object);
}
