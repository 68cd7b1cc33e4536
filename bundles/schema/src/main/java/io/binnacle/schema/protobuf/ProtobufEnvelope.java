package io.binnacle.schema.protobuf;

import java.util.Arrays;

/**
 * The envelope around an object: the four bytes {@code k8s\0}, then a message {@code
 * runtime.Unknown}. See the API concepts, "Kubernetes Protobuf encoding".
 *
 * @param apiVersion "" where the sender left it out
 * @param kind "" where the sender left it out
 * @param object the object's own message
 */
public record ProtobufEnvelope(String apiVersion, String kind, byte[] object) {
  private static final byte[] MAGIC = {'k', '8', 's', 0};

  /** Whether the bytes begin as an envelope does. */
  public static boolean isEnvelope(byte[] bytes) {
    return bytes.length >= MAGIC.length
        && Arrays.equals(MAGIC, 0, MAGIC.length, bytes, 0, MAGIC.length);
  }

  /**
   * Opens an envelope.
   *
   * @throws ProtobufException if the bytes are none
   */
  public static ProtobufEnvelope open(byte[] bytes) {
    if (bytes.length == 0) {
      throw new ProtobufException("empty data");
    }
    if (!isEnvelope(bytes)) {
      throw new ProtobufException(
          "provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]");
    }
    if (bytes.length == MAGIC.length) {
      throw new ProtobufException("empty body");
    }
    WireReader unknown = new WireReader(bytes, MAGIC.length, bytes.length);
    String apiVersion = "";
    String kind = "";
    byte[] object = new byte[0];
    while (unknown.next()) {
      switch (unknown.number()) {
        case 1 -> {
          int outer = unknown.enter();
          while (unknown.next()) {
            switch (unknown.number()) {
              case 1 -> apiVersion = unknown.text();
              case 2 -> kind = unknown.text();
              default -> unknown.skip();
            }
          }
          unknown.leave(outer);
        }
        case 2 -> object = unknown.bytes();
        default -> unknown.skip();
      }
    }
    return new ProtobufEnvelope(apiVersion, kind, object);
  }

  /** Writes an envelope around what {@code object} writes. */
  static void close(WireWriter out, String apiVersion, String kind, Runnable object) {
    // contentType and contentEncoding: always there, never set.
    for (int number = 4; number > 2; number--) {
      out.text("");
      out.tag(number, WireReader.DELIMITED);
    }
    int mark = out.size();
    object.run();
    out.length(mark);
    out.tag(2, WireReader.DELIMITED);
    mark = out.size();
    out.text(kind);
    out.tag(2, WireReader.DELIMITED);
    out.text(apiVersion);
    out.tag(1, WireReader.DELIMITED);
    out.length(mark);
    out.tag(1, WireReader.DELIMITED);
    out.raw(MAGIC);
  }
}
