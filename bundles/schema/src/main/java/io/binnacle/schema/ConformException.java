package io.binnacle.schema;

/**
 * A value that its field's type can't hold. The message is what the API says after {@code Kind in
 * version "v1" cannot be handled as a Kind: }.
 */
public final class ConformException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConformException(String message) {
    super(message, null, false, false);
  }
}
