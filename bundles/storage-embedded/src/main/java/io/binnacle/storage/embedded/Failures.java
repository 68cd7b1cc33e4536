package io.binnacle.storage.embedded;

import io.binnacle.api.storage.StorageException;
import io.binnacle.api.storage.StorageException.Code;
import java.util.concurrent.CompletionException;

/** The engine's failures, each worded once. */
final class Failures {
  private Failures() {}

  static StorageException closed() {
    return new StorageException(Code.CLOSED, "storage is closed");
  }

  static StorageException overloaded() {
    return new StorageException(Code.UNAVAILABLE, "too many requests wait for storage");
  }

  static StorageException compacted(long revision, long floor) {
    return new StorageException(
        Code.COMPACTED,
        "revision " + revision + " has been compacted, the oldest kept is " + floor);
  }

  static StorageException future(long revision, long newest) {
    return new StorageException(
        Code.FUTURE_REVISION,
        "revision " + revision + " has not happened yet, the newest is " + newest);
  }

  /** The storage failure within what a task threw. */
  static StorageException of(RuntimeException thrown) {
    Throwable cause =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    return cause instanceof StorageException storage
        ? storage
        : new StorageException(Code.UNAVAILABLE, "storage failed: " + cause, cause);
  }
}
