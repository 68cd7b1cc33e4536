package io.binnacle.schema.openapi;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Puts a protobuf message together, field after field. Not thread-safe. */
final class MessageBytes {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH = 2;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(64);

  void text(int number, String value) {
    bytes(number, value.getBytes(StandardCharsets.UTF_8));
  }

  void bytes(int number, byte[] value) {
    tag(number, LENGTH);
    varint(value.length);
    out.writeBytes(value);
  }

  void flag(int number, boolean value) {
    tag(number, VARINT);
    varint(value ? 1 : 0);
  }

  void integer(int number, long value) {
    tag(number, VARINT);
    varint(value);
  }

  void number(int number, double value) {
    tag(number, FIXED64);
    long bits = Double.doubleToRawLongBits(value);
    for (int i = 0; i < 8; i++) {
      out.write((int) (bits >>> 8 * i));
    }
  }

  byte[] toBytes() {
    return out.toByteArray();
  }

  private void tag(int number, int wireType) {
    varint((long) number << 3 | wireType);
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
