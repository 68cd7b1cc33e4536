package io.binnacle.schema.protobuf;

/** Bytes that are not the protobuf form that was expected, or a tree that has none. */
public final class ProtobufException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final String problem;

  public ProtobufException(String message) {
    this("", message);
  }

  private ProtobufException(String path, String problem) {
    super(path.isEmpty() ? problem : path + ": " + problem);
    this.path = path;
    this.problem = problem;
  }

  /** The same problem, seen from the structure whose field it lies in. */
  ProtobufException within(String field) {
    ProtobufException outer =
        new ProtobufException(path.isEmpty() ? field : field + "." + path, problem);
    outer.setStackTrace(getStackTrace());
    return outer;
  }
}
