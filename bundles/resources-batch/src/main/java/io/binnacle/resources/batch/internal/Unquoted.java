package io.binnacle.resources.batch.internal;

import io.binnacle.api.status.FieldError;

/** Errors that name a part too large to be quoted. */
final class Unquoted {
  private Unquoted() {}

  /** An invalid value, said without the value itself. */
  static FieldError invalid(String path, String detail) {
    return new FieldError(FieldError.Type.INVALID, path, detail, "");
  }
}
