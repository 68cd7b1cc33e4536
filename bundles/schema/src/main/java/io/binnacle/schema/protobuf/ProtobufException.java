package io.binnacle.schema.protobuf;

/** Bytes that are not the protobuf form that was expected. */
public final class ProtobufException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ProtobufException(String message) {
    super(message);
  }
}
