package io.binnacle.storage.embedded.log;

import java.io.IOException;

/** What is on disk is no longer known; only a restart, which reads it anew, helps. */
public final class LogBrokenException extends IOException {
  private static final long serialVersionUID = 1L;

  public LogBrokenException(String message, Throwable cause) {
    super(message, cause);
  }
}
