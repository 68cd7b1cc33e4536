package io.binnacle.schema.protobuf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Reads the wire format field by field: one cursor over all the messages nested in one another. Not
 * thread-safe.
 */
final class WireReader {
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int DELIMITED = 2;
  private static final int FIXED32 = 5;

  /** Far more than an object has that fits into storage. */
  private static final int MAX_MESSAGES = 100_000;

  private final byte[] source;
  private int end;
  private int at;
  private int number;
  private int wireType;
  private int messages;

  WireReader(byte[] source, int start, int end) {
    this.source = source;
    this.at = start;
    this.end = end;
  }

  /** Goes to the next field, whose value must then be read or skipped; false at the end. */
  boolean next() {
    if (at >= end) {
      return false;
    }
    long tag = readVarint();
    number = (int) (tag >>> 3);
    wireType = (int) (tag & 7);
    if (number <= 0) {
      throw new ProtobufException("illegal field number " + number);
    }
    return true;
  }

  int number() {
    return number;
  }

  boolean isDelimited() {
    return wireType == DELIMITED;
  }

  /** Steps into the current field's message; gives what {@link #leave} needs after its end. */
  int enter() {
    int start = delimited();
    int outer = end;
    end = at;
    at = start;
    return outer;
  }

  /**
   * As {@link #enter}, for a message that becomes a map of its own: two bytes on the wire can stand
   * for hundreds in memory.
   */
  int enterMessage() {
    if (++messages > MAX_MESSAGES) {
      throw new ProtobufException("exceeded max number of messages");
    }
    return enter();
  }

  /** Back to the message around; the inner one must have been read to its end. */
  void leave(int outer) {
    end = outer;
  }

  boolean isAtEnd() {
    return at >= end;
  }

  long varint() {
    require(VARINT);
    return readVarint();
  }

  /** A whole number without a tag of its own, as packed lists have them. */
  long untagged() {
    return readVarint();
  }

  double fixed64() {
    require(FIXED64);
    need(8);
    long bits = 0;
    for (int i = 7; i >= 0; i--) {
      bits = bits << 8 | source[at + i] & 0xff;
    }
    at += 8;
    return Double.longBitsToDouble(bits);
  }

  byte[] bytes() {
    int start = delimited();
    return Arrays.copyOfRange(source, start, at);
  }

  String text() {
    int start = delimited();
    return new String(source, start, at - start, StandardCharsets.UTF_8);
  }

  String base64() {
    return Base64.getEncoder().encodeToString(bytes());
  }

  void skip() {
    switch (wireType) {
      case VARINT -> readVarint();
      case FIXED64 -> advance(8);
      case DELIMITED -> delimited();
      case FIXED32 -> advance(4);
      default -> throw new ProtobufException("illegal wire type " + wireType);
    }
  }

  private int delimited() {
    require(DELIMITED);
    long length = readVarint();
    if (length < 0 || length > end - at) {
      throw new ProtobufException("unexpected EOF");
    }
    int start = at;
    at += (int) length;
    return start;
  }

  private void advance(int bytes) {
    need(bytes);
    at += bytes;
  }

  private void need(int bytes) {
    if (bytes > end - at) {
      throw new ProtobufException("unexpected EOF");
    }
  }

  private void require(int expected) {
    if (wireType != expected) {
      throw new ProtobufException("wrong wire type " + wireType + " for field " + number);
    }
  }

  private long readVarint() {
    if (at < end && source[at] >= 0) {
      return source[at++];
    }
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      need(1);
      byte b = source[at++];
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new ProtobufException("integer overflow");
  }
}
