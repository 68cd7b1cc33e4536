package io.binnacle.schema.protobuf;

import java.nio.charset.StandardCharsets;

/**
 * Events of a watch in protobuf: each is a frame of four bytes that tell its length, highest first,
 * and a message {@code WatchEvent}, whose object is a whole document, envelope included.
 */
public final class ProtobufWatchEvent {
  private static final int LENGTH = 4;

  private ProtobufWatchEvent() {}

  /**
   * A frame.
   *
   * @param type such as {@code ADDED}
   * @param document the object in its envelope
   */
  public static byte[] frame(String type, byte[] document) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    int raw = 1 + varintLength(document.length) + document.length;
    int event = 2 + name.length + 1 + varintLength(raw) + raw;
    byte[] frame = new byte[LENGTH + event];
    for (int i = 0; i < LENGTH; i++) {
      frame[i] = (byte) (event >>> 8 * (LENGTH - 1 - i));
    }
    int at = LENGTH;
    frame[at++] = 1 << 3 | WireReader.DELIMITED;
    frame[at++] = (byte) name.length;
    System.arraycopy(name, 0, frame, at, name.length);
    at += name.length;
    frame[at++] = 2 << 3 | WireReader.DELIMITED;
    at = varint(frame, at, raw);
    frame[at++] = 1 << 3 | WireReader.DELIMITED;
    at = varint(frame, at, document.length);
    System.arraycopy(document, 0, frame, at, document.length);
    return frame;
  }

  private static int varintLength(int value) {
    return (38 - Integer.numberOfLeadingZeros(value | 1)) / 7;
  }

  private static int varint(byte[] into, int at, int value) {
    int rest = value;
    int next = at;
    while (rest > 0x7f) {
      into[next++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    into[next++] = (byte) rest;
    return next;
  }
}
