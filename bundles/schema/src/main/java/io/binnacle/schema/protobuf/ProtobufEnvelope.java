package io.binnacle.schema.protobuf;

import java.nio.charset.StandardCharsets;
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

  /**
   * Opens an envelope.
   *
   * @throws ProtobufException if the bytes are none
   */
  public static ProtobufEnvelope open(byte[] bytes) {
    if (bytes.length < MAGIC.length || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
      throw new ProtobufException("provided data does not appear to be a protobuf message");
    }
    WireReader unknown = new WireReader(bytes, MAGIC.length, bytes.length);
    String apiVersion = "";
    String kind = "";
    byte[] object = new byte[0];
    while (unknown.next()) {
      switch (unknown.number()) {
        case 1 -> {
          WireReader typeMeta = unknown.message();
          while (typeMeta.next()) {
            switch (typeMeta.number()) {
              case 1 -> apiVersion = text(typeMeta.bytes());
              case 2 -> kind = text(typeMeta.bytes());
              default -> typeMeta.skip();
            }
          }
        }
        case 2 -> object = unknown.bytes();
        default -> unknown.skip();
      }
    }
    return new ProtobufEnvelope(apiVersion, kind, object);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
