package io.binnacle.launcher;

/** The command line is wrong. Its message is the one line shown; the process ends with 2. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
