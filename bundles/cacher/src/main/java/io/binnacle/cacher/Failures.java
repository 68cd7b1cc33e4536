package io.binnacle.cacher;

import io.binnacle.api.status.Cause;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.storage.StorageException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** What readers are told where they can't be answered. */
final class Failures {
  private Failures() {}

  static StatusException notReady() {
    return StatusException.tooManyRequests("storage is (re)initializing", 1);
  }

  static StatusException tooLargeRevision(long wanted, long current) {
    return new StatusException(
        Reason.TIMEOUT,
        Reason.TIMEOUT.code(),
        "Timeout: Too large resource version: " + wanted + ", current: " + current,
        new StatusException.Details(
            "",
            "",
            "",
            "",
            List.of(new Cause("ResourceVersionTooLarge", "Too large resource version", "")),
            1));
  }

  /** Of a failure of storage's, whatever it is wrapped in. */
  static StatusException of(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof StatusException known) {
      return known;
    }
    if (cause instanceof TimeoutException) {
      return StatusException.timeout("storage did not answer in time", 1);
    }
    if (cause instanceof StorageException storage
        && storage.code() == StorageException.Code.COMPACTED) {
      return StatusException.expired(
          "The provided continue parameter is too old to display a consistent list result.");
    }
    return StatusException.serviceUnavailable("storage: " + cause.getMessage());
  }
}
