package io.binnacle.storage.etcd;

import io.binnacle.api.storage.StorageException;
import io.binnacle.api.storage.StorageException.Code;
import io.grpc.Status;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * What etcd's and gRPC's errors mean. etcd tells its errors apart by text only; the texts are those
 * of {@code api/v3rpc/rpctypes/error.go}.
 */
final class Failures {
  private Failures() {}

  /** The failure that etcd has decided on, after which nothing has changed; null for any other. */
  static @Nullable StorageException decided(Status status) {
    String text = text(status);
    Code code =
        switch (status.getCode()) {
          case OUT_OF_RANGE ->
              text.contains("has been compacted") ? Code.COMPACTED : Code.FUTURE_REVISION;
          case NOT_FOUND -> text.contains("lease") ? Code.LEASE_NOT_FOUND : null;
          case RESOURCE_EXHAUSTED -> exhausted(text);
          case INVALID_ARGUMENT -> text.contains("too large") ? Code.TOO_LARGE : Code.UNAVAILABLE;
          case DATA_LOSS -> Code.CORRUPT;
          case PERMISSION_DENIED, UNAUTHENTICATED, FAILED_PRECONDITION, UNIMPLEMENTED ->
              Code.UNAVAILABLE;
          default -> null;
        };
    return code == null ? null : new StorageException(code, text, status.getCause());
  }

  private static Code exhausted(String text) {
    if (text.contains("space exceeded")) {
      return Code.NO_SPACE;
    }
    return text.contains("larger than max") ? Code.TOO_LARGE : Code.UNAVAILABLE;
  }

  static StorageException unavailable(Status status) {
    return new StorageException(Code.UNAVAILABLE, text(status), status.getCause());
  }

  static StorageException unknownOutcome(Status status) {
    return new StorageException(
        Code.UNKNOWN_OUTCOME, "whether the change was made is not known: " + text(status));
  }

  static StorageException closed() {
    return new StorageException(Code.CLOSED, "storage is closed");
  }

  static StorageException compacted(String why) {
    return new StorageException(Code.COMPACTED, why);
  }

  /** The failure of a stage, from whatever wraps it. */
  static StorageException of(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof StorageException known
        ? known
        : new StorageException(Code.UNAVAILABLE, "etcd: " + cause, cause);
  }

  static String text(Status status) {
    String text = status.getDescription() == null ? "" : status.getDescription();
    if (status.getCause() != null && status.getCause().getMessage() != null) {
      text += (text.isEmpty() ? "" : ": ") + status.getCause().getMessage();
    }
    return "etcd: " + (text.isEmpty() ? status.getCode().toString() : text);
  }
}
