package io.binnacle.auth.pki;

import java.io.IOException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** What the JDK can't do with keys. Apart, so that Bouncy Castle is loaded for nothing else. */
final class TraditionalKeys {
  private TraditionalKeys() {}

  /** Reads an RSA key in the form of PKCS#1. */
  static PublicKey rsaPublic(byte[] der) {
    try {
      RSAPublicKey key = RSAPublicKey.getInstance(der);
      return KeyFactory.getInstance("RSA")
          .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
    } catch (java.security.GeneralSecurityException | RuntimeException e) {
      throw new IllegalArgumentException("a public key in it can't be read", e);
    }
  }

  /** The public key that belongs to an EC key, as a SubjectPublicKeyInfo. */
  static byte[] publicOf(PrivateKey key) {
    try {
      AsymmetricKeyParameter parameters = PrivateKeyFactory.createKey(key.getEncoded());
      if (!(parameters instanceof ECPrivateKeyParameters ec)) {
        throw new IllegalArgumentException("the private key in it is neither RSA nor EC");
      }
      return SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(
              new ECPublicKeyParameters(
                  new FixedPointCombMultiplier().multiply(ec.getParameters().getG(), ec.getD()),
                  ec.getParameters()))
          .getEncoded();
    } catch (IOException e) {
      throw new IllegalArgumentException("the private key in it can't be read", e);
    }
  }
}
