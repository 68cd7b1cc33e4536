package io.binnacle.auth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The SHA-256 of a token. What is known of tokens is found by it, so that a look-up takes no longer
 * for a token that begins right, and no token is kept.
 */
public record TokenHash(long a, long b, long c, long d) {
  private static final MessageDigest SHA_256 = newSha256();

  public static TokenHash of(String token) {
    ByteBuffer hash = ByteBuffer.wrap(sha256().digest(token.getBytes(StandardCharsets.UTF_8)));
    return new TokenHash(hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
  }

  /** Copied from one that is kept, as looking for one takes longer than using it. */
  private static MessageDigest sha256() {
    try {
      return (MessageDigest) SHA_256.clone();
    } catch (CloneNotSupportedException e) {
      return newSha256();
    }
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its bits are as good as random. */
  @Override
  public int hashCode() {
    return Long.hashCode(a);
  }
}
