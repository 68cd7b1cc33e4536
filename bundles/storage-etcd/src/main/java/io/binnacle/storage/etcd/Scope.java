package io.binnacle.storage.etcd;

import com.google.protobuf.ByteString;

/**
 * The keys that an etcd watch covers and how it learns how far it has come.
 *
 * @param start the first key
 * @param end the first key not covered
 * @param asksProgress whether the member is asked for progress; if not, the range must be all keys,
 *     whose every revision has an event
 */
record Scope(ByteString start, ByteString end, boolean asksProgress) {
  private static final ByteString ZERO = ByteString.copyFrom(new byte[1]);

  /** Every key of the store. In etcd's protocol an end of one zero byte means "no end". */
  static Scope everything() {
    return new Scope(ZERO, ZERO, false);
  }
}
