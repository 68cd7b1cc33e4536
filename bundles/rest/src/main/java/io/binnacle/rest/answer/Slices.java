package io.binnacle.rest.answer;

/**
 * A body as slices of arrays, made while it is written. After each {@link #next} that gives true
 * the other methods tell where the slice is; its bytes are not to be changed.
 */
public interface Slices extends AutoCloseable {
  /** Goes to the next slice; false if there is none. */
  boolean next();

  /** The array that the slice is in. */
  byte[] array();

  /** Where it begins. */
  int offset();

  /** How long it is, in bytes. */
  int length();

  /** Called when no more of it is wanted, whether it was all taken or not. */
  @Override
  default void close() {}
}
