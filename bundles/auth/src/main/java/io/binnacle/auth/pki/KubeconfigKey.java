package io.binnacle.auth.pki;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A user's key as it stands in a kubeconfig. Clients in Java take {@code PRIVATE KEY} for RSA and
 * know EC keys only by the label of RFC 5915, so a P-256 key is written in that form.
 */
final class KubeconfigKey {
  private static final HexFormat HEX = HexFormat.of();

  /** What precedes the point in a P-256 public key, RFC 5480. */
  private static final byte[] PUBLIC =
      HEX.parseHex("3059301306072a8648ce3d020106082a8648ce3d030107034200");

  private static final byte[] VERSION = HEX.parseHex("3077020101" + "0420");
  private static final byte[] CURVE = HEX.parseHex("a00a06082a8648ce3d030107" + "a144034200");
  private static final int SECRET = 32;

  private KubeconfigKey() {}

  static String pem(Identity user) {
    byte[] known = user.leaf().getPublicKey().getEncoded();
    boolean curve = Arrays.equals(PUBLIC, Arrays.copyOf(known, PUBLIC.length));
    return curve && user.key() instanceof ECPrivateKey key
        ? Pem.write("EC PRIVATE KEY", ec(key.getS(), known))
        : user.keyPem();
  }

  private static byte[] ec(BigInteger secret, byte[] known) {
    byte[] number = new byte[SECRET];
    byte[] magnitude = secret.toByteArray();
    int length = Math.min(magnitude.length, SECRET);
    System.arraycopy(magnitude, magnitude.length - length, number, SECRET - length, length);
    ByteArrayOutputStream der = new ByteArrayOutputStream();
    der.writeBytes(VERSION);
    der.writeBytes(number);
    der.writeBytes(CURVE);
    der.write(known, PUBLIC.length, known.length - PUBLIC.length);
    return der.toByteArray();
  }
}
