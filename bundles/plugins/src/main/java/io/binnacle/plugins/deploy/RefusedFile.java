package io.binnacle.plugins.deploy;

/** A file that is not let in. The reason is for programs, the message for people. */
final class RefusedFile extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  RefusedFile(String reason, String message) {
    super(message);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
