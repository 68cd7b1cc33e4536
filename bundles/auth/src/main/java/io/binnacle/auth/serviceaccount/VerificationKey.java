package io.binnacle.auth.serviceaccount;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A key whose signatures are believed.
 *
 * @param key the key
 * @param id names it in tokens: a hash, from which the key can't be found
 * @param algorithm what tokens are signed with by its private half
 */
record VerificationKey(PublicKey key, String id, JwsAlgorithm algorithm) {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  /**
   * @throws IllegalArgumentException if the key is of no use here
   */
  static VerificationKey of(PublicKey key) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
      return new VerificationKey(key, BASE64.encodeToString(hash), JwsAlgorithm.of(key));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As others read it, RFC 7517. */
  Map<String, @Nullable Object> jwk() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("use", "sig");
    tree.put("kty", key.getAlgorithm());
    tree.put("kid", id);
    if (key instanceof ECPublicKey ec) {
      int bits = ec.getParams().getCurve().getField().getFieldSize();
      tree.put("crv", "P-" + bits);
      tree.put("alg", algorithm.name());
      tree.put("x", base64(ec.getW().getAffineX(), (bits + 7) / 8));
      tree.put("y", base64(ec.getW().getAffineY(), (bits + 7) / 8));
    } else if (key instanceof RSAPublicKey rsa) {
      tree.put("alg", algorithm.name());
      tree.put("n", base64(rsa.getModulus(), 1));
      tree.put("e", base64(rsa.getPublicExponent(), 1));
    }
    return tree;
  }

  /** The bytes of a number without a sign, filled up in front to a length at least. */
  private static String base64(BigInteger number, int length) {
    byte[] signed = number.toByteArray();
    byte[] bytes = signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
    byte[] filled = new byte[Math.max(length, bytes.length)];
    System.arraycopy(bytes, 0, filled, filled.length - bytes.length, bytes.length);
    return BASE64.encodeToString(filled);
  }
}
