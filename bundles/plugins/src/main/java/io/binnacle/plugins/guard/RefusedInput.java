package io.binnacle.plugins.guard;

/** A plugin's own exception that says that a client's object is not of the type; no failure. */
final class RefusedInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RefusedInput(RuntimeException cause) {
    super(cause.getMessage(), cause, false, false);
  }

  RuntimeException original() {
    return (RuntimeException) getCause();
  }
}
