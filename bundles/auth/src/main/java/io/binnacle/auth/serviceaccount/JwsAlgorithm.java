package io.binnacle.auth.serviceaccount;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The signatures that are known, RFC 7518 section 3. There is deliberately no {@code none} and no
 * algorithm with a shared secret among them: a public key must never serve as one.
 */
enum JwsAlgorithm {
  RS256("SHA256withRSA", "RSA", 0),
  RS384("SHA384withRSA", "RSA", 0),
  RS512("SHA512withRSA", "RSA", 0),
  ES256("SHA256withECDSAinP1363Format", "EC", 256),
  ES384("SHA384withECDSAinP1363Format", "EC", 384),
  ES512("SHA512withECDSAinP1363Format", "EC", 521);

  private final String jca;
  private final String keys;
  private final int fieldBits;

  JwsAlgorithm(String jca, String keys, int fieldBits) {
    this.jca = jca;
    this.keys = keys;
    this.fieldBits = fieldBits;
  }

  /** The algorithm by name; null for one that is not known. */
  static @Nullable JwsAlgorithm named(@Nullable Object name) {
    return Arrays.stream(values())
        .filter(algorithm -> algorithm.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  /**
   * What a key signs with.
   *
   * @throws IllegalArgumentException if the key is of no use here
   */
  static JwsAlgorithm of(PublicKey key) {
    return Arrays.stream(values())
        .filter(algorithm -> algorithm.suits(key))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("a key is neither RSA nor on P-256, P-384, P-521"));
  }

  private boolean suits(PublicKey key) {
    return key.getAlgorithm().equals(keys)
        && (!(key instanceof ECPublicKey ec)
            || ec.getParams().getCurve().getField().getFieldSize() == fieldBits);
  }

  boolean verifies(PublicKey key, byte[] text, byte[] signed) {
    if (!suits(key)) {
      return false;
    }
    try {
      Signature signature = Signature.getInstance(jca);
      signature.initVerify(key);
      signature.update(text);
      return signature.verify(signed);
    } catch (SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK can't verify " + this, e);
    }
  }

  byte[] sign(PrivateKey key, byte[] text) {
    try {
      Signature signature = Signature.getInstance(jca);
      signature.initSign(key);
      signature.update(text);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK can't sign by " + this, e);
    }
  }
}
