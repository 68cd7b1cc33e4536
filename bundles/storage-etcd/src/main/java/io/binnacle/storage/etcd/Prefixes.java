package io.binnacle.storage.etcd;

import com.google.protobuf.ByteString;

/** Ranges of bytes by what they begin with. */
final class Prefixes {
  private Prefixes() {}

  /** The first key behind all that begin with {@code prefix}; one zero byte (no end) for none. */
  static ByteString end(ByteString prefix) {
    byte[] bytes = prefix.toByteArray();
    for (int i = bytes.length - 1; i >= 0; i--) {
      if (bytes[i] != (byte) 0xFF) {
        bytes[i]++;
        return ByteString.copyFrom(bytes, 0, i + 1);
      }
    }
    return ByteString.copyFrom(new byte[1]);
  }
}
