package io.binnacle.schema.protobuf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes the wire format from its end to its beginning, so that the length of a message is known
 * when it is written. Whoever calls writes the last field first, and of each field the value before
 * the tag. Not thread-safe.
 */
final class WireWriter {
  /** Up to here, putting characters one by one is quicker. */
  private static final int SHORT = 24;

  private byte[] buffer = new byte[2048];
  private int at = buffer.length;

  /** How many bytes have been written. */
  int size() {
    return buffer.length - at;
  }

  byte[] toBytes() {
    return Arrays.copyOfRange(buffer, at, buffer.length);
  }

  void tag(int number, int wireType) {
    varint((long) number << 3 | wireType);
  }

  /** The length of what was written since {@link #size} was {@code mark}. */
  void length(int mark) {
    varint(size() - mark);
  }

  void varint(long value) {
    room(10);
    if ((value & ~0x7fL) == 0) {
      buffer[--at] = (byte) value;
      return;
    }
    int length = (70 - Long.numberOfLeadingZeros(value)) / 7;
    at -= length;
    long rest = value;
    for (int i = at; i < at + length - 1; i++) {
      buffer[i] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    buffer[at + length - 1] = (byte) rest;
  }

  void fixed64(double value) {
    room(8);
    long bits = Double.doubleToRawLongBits(value);
    at -= 8;
    for (int i = 0; i < 8; i++) {
      buffer[at + i] = (byte) (bits >>> 8 * i);
    }
  }

  /** Bytes and their length. */
  void bytes(byte[] value) {
    raw(value);
    varint(value.length);
  }

  /** Bytes alone. */
  void raw(byte[] value) {
    room(value.length);
    at -= value.length;
    System.arraycopy(value, 0, buffer, at, value.length);
  }

  /** Text in UTF-8 and its length; half of a surrogate pair becomes U+FFFD. */
  void text(String value) {
    int length = value.length();
    if (length > SHORT) {
      bytes(utf8(value));
      return;
    }
    room(length);
    int to = at;
    for (int i = length - 1; i >= 0; i--) {
      char c = value.charAt(i);
      if (c >= 0x80) {
        bytes(utf8(value));
        return;
      }
      buffer[--to] = (byte) c;
    }
    at = to;
    varint(length);
  }

  private static byte[] utf8(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    // Java writes half a pair as a question mark.
    for (byte b : bytes) {
      if (b == '?') {
        return whole(value).getBytes(StandardCharsets.UTF_8);
      }
    }
    return bytes;
  }

  private static String whole(String value) {
    StringBuilder result = null;
    for (int i = 0; i < value.length(); i++) {
      int point = value.codePointAt(i);
      if (point >= 0x10000) {
        i++;
      } else if (Character.isSurrogate((char) point)) {
        result = result == null ? new StringBuilder(value) : result;
        result.setCharAt(i, '\ufffd');
      }
    }
    return result == null ? value : result.toString();
  }

  private void room(int more) {
    if (at < more) {
      int size = size();
      byte[] larger = new byte[Math.max(buffer.length * 2, size + more)];
      System.arraycopy(buffer, at, larger, larger.length - size, size);
      at = larger.length - size;
      buffer = larger;
    }
  }
}
