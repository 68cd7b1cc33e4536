package io.binnacle.schema.protobuf;

import java.util.Arrays;

/** Reads the wire format field by field. Not thread-safe. */
final class WireReader {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int DELIMITED = 2;
  private static final int FIXED32 = 5;

  private final byte[] source;
  private final int end;
  private int at;
  private int number;
  private int wireType;

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

  long varint() {
    require(VARINT);
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

  WireReader message() {
    int start = delimited();
    return new WireReader(source, start, at);
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
      throw new ProtobufException("unexpected end of message");
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
      throw new ProtobufException("unexpected end of message");
    }
  }

  private void require(int expected) {
    if (wireType != expected) {
      throw new ProtobufException("wrong wire type " + wireType + " for field " + number);
    }
  }

  private long readVarint() {
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
