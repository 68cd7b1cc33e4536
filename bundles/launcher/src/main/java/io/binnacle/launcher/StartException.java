package io.binnacle.launcher;

/** The server cannot start here. Its message is the one line shown; the process ends with 1. */
final class StartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StartException(String message) {
    super(message);
  }
}
