package io.binnacle.auth.pki;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;

/** Files of RSA and EC keys for signatures, PEM. */
public final class KeyFile {
  private static final int RSA_BITS = 2048;

  private KeyFile() {}

  /**
   * Reads the private key of a file: PKCS#8, PKCS#1 or SEC 1.
   *
   * @throws IllegalArgumentException if the file can't be read or holds none
   */
  public static KeyPair keyPair(Path file) {
    PrivateKey key = Identity.privateKey(read(file));
    return new KeyPair(publicKey(key), key);
  }

  /**
   * Reads the public keys of a file: those of public keys, certificates and private keys, in the
   * order in which they stand there.
   *
   * @throws IllegalArgumentException if the file can't be read or holds none
   */
  public static List<PublicKey> publicKeys(Path file) {
    List<PublicKey> keys = new ArrayList<>();
    for (Pem.Block block : Pem.blocks(read(file))) {
      switch (block.label()) {
        case "PUBLIC KEY" -> keys.add(encoded(block.der()));
        case "RSA PUBLIC KEY" -> keys.add(TraditionalKeys.rsaPublic(block.der()));
        case "CERTIFICATE" -> keys.add(certified(block.der()));
        case "PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY" ->
            keys.add(publicKey(Identity.privateKey(block.text())));
        default -> {
          // EC parameters may stand before a key.
        }
      }
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("there are no keys in it");
    }
    return keys;
  }

  /** Reads the key pair of a file that only its owner may read, made if it is not there. */
  public static KeyPair keptOrMade(Path file) {
    try {
      if (!Files.exists(file)) {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(RSA_BITS);
        PrivateKey key = generator.generateKeyPair().getPrivate();
        SecretFile.makeFolder(file.toAbsolutePath().getParent());
        SecretFile.write(file, Pem.write("PRIVATE KEY", key.getEncoded()));
      }
      SecretFile.restrict(file);
      return keyPair(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be written", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK makes no RSA keys", e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalArgumentException("it can't be read", e);
    }
  }

  private static PublicKey publicKey(PrivateKey key) {
    if (key instanceof RSAPrivateCrtKey rsa) {
      try {
        return KeyFactory.getInstance("RSA")
            .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
      } catch (GeneralSecurityException e) {
        throw new IllegalArgumentException("the private key in it can't be used", e);
      }
    }
    return encoded(TraditionalKeys.publicOf(key));
  }

  private static PublicKey encoded(byte[] der) {
    for (String algorithm : List.of("RSA", "EC")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der));
      } catch (InvalidKeySpecException e) {
        continue;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("this JDK knows no " + algorithm + " keys", e);
      }
    }
    throw new IllegalArgumentException("a public key in it is neither RSA nor EC");
  }

  private static PublicKey certified(byte[] der) {
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificate(new ByteArrayInputStream(der))
          .getPublicKey();
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("a certificate in it can't be read", e);
    }
  }
}
