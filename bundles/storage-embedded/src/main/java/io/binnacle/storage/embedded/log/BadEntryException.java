package io.binnacle.storage.embedded.log;

import java.io.IOException;

/** Stored bytes are not what was written. */
public final class BadEntryException extends IOException {
  private static final long serialVersionUID = 1L;

  public BadEntryException(String message) {
    super(message);
  }
}
