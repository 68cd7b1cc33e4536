package io.binnacle.schema.ownership;

/** A value that does not fit its schema; the message is for people, as the original words it. */
public final class TypedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TypedException(String message) {
    super(message, null, false, false);
  }
}
