package io.binnacle.schema.json;

/** Text that is no JSON or YAML, or a value that neither can express; the message says what. */
public final class JsonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public JsonException(String message) {
    super(message, null, false, false);
  }
}
