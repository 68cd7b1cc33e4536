package io.binnacle.auth.pki;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/**
 * A key and the certificates that say whose it is.
 *
 * @param key the private key
 * @param chain the certificate of the key first, then that of its issuer and so on
 */
record Identity(PrivateKey key, List<X509Certificate> chain) {
  Identity {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("an identity needs a certificate");
    }
  }

  X509Certificate leaf() {
    return chain.get(0);
  }

  /**
   * Reads certificates.
   *
   * @throws IllegalArgumentException if there is none, or one that can't be read
   */
  static List<X509Certificate> certificates(String pem) {
    List<X509Certificate> result = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (Pem.Block block : Pem.blocks(pem)) {
        if (block.label().equals("CERTIFICATE")) {
          result.add(
              (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.der())));
        }
      }
    } catch (CertificateException e) {
      throw new IllegalArgumentException("a certificate in it can't be read", e);
    }
    if (result.isEmpty()) {
      throw new IllegalArgumentException("there is no certificate in it");
    }
    return result;
  }

  /**
   * Reads a private key in PKCS#8, PKCS#1 (RSA) or SEC 1 (EC) form.
   *
   * @throws IllegalArgumentException if there is none that can be read
   */
  static PrivateKey privateKey(String pem) {
    for (Pem.Block block : Pem.blocks(pem)) {
      switch (block.label()) {
        case "PRIVATE KEY":
          return pkcs8(block.der());
        case "RSA PRIVATE KEY", "EC PRIVATE KEY":
          return traditional(block.text());
        case "ENCRYPTED PRIVATE KEY":
          throw new IllegalArgumentException("the private key in it is encrypted");
        default:
          // Certificates and EC parameters may stand before the key.
      }
    }
    throw new IllegalArgumentException("there is no private key in it");
  }

  private static PrivateKey pkcs8(byte[] der) {
    for (String algorithm : List.of("EC", "RSA", "EdDSA")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
      } catch (InvalidKeySpecException e) {
        continue;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("this JDK knows no " + algorithm + " keys", e);
      }
    }
    throw new IllegalArgumentException("the private key in it can't be read");
  }

  private static PrivateKey traditional(String block) {
    try (PEMParser parser = new PEMParser(new StringReader(block))) {
      if (parser.readObject() instanceof PEMKeyPair pair) {
        return new JcaPEMKeyConverter().getPrivateKey(pair.getPrivateKeyInfo());
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("the private key in it can't be read", e);
    }
    throw new IllegalArgumentException("the private key in it can't be read");
  }

  /** Whether the key is that of the first certificate. */
  boolean isMatching() {
    byte[] probe = "probe".getBytes(StandardCharsets.US_ASCII);
    String algorithm =
        switch (key.getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default -> "EdDSA";
        };
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(probe);
      byte[] signed = signature.sign();
      signature.initVerify(leaf().getPublicKey());
      signature.update(probe);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  String keyPem() {
    return Pem.write("PRIVATE KEY", key.getEncoded());
  }

  String chainPem() {
    return Pem.certificates(chain);
  }

  /** Never shows the key. */
  @Override
  public String toString() {
    return "Identity of " + leaf().getSubjectX500Principal();
  }
}
