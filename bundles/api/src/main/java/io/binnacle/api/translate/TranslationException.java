package io.binnacle.api.translate;

/** Stored bytes that can't be read as an object of their type. */
public final class TranslationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TranslationException(String message, Throwable cause) {
    super(message, cause);
  }
}
