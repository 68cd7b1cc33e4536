package io.binnacle.registry;

import java.security.SecureRandom;

/**
 * Random UUIDs (version 4, RFC 9562). Randomness is fetched for many at a time: each fetch costs a
 * lock and a call. Thread-safe.
 */
final class Uids {
  private static final int BYTES = 16;
  private static final int AT_A_TIME = 64;
  private static final String HEX = "0123456789abcdef";

  private final SecureRandom random;
  private final byte[] fetched = new byte[BYTES * AT_A_TIME];
  private int used = fetched.length;

  Uids(SecureRandom random) {
    this.random = random;
  }

  String next() {
    byte[] uid = take();
    uid[6] = (byte) (uid[6] & 0x0f | 0x40);
    uid[8] = (byte) (uid[8] & 0x3f | 0x80);
    StringBuilder text = new StringBuilder(36);
    for (int i = 0; i < BYTES; i++) {
      if (i == 4 || i == 6 || i == 8 || i == 10) {
        text.append('-');
      }
      text.append(HEX.charAt(uid[i] >> 4 & 0xf)).append(HEX.charAt(uid[i] & 0xf));
    }
    return text.toString();
  }

  private synchronized byte[] take() {
    if (used == fetched.length) {
      random.nextBytes(fetched);
      used = 0;
    }
    byte[] uid = new byte[BYTES];
    System.arraycopy(fetched, used, uid, 0, BYTES);
    used += BYTES;
    return uid;
  }
}
