package io.binnacle.rest.proxy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a private key from PEM. The JDK knows PKCS#8 only (RFC 5208); the keys that kubeadm and
 * openssl write are often PKCS#1 (RFC 8017) or SEC 1 (RFC 5915), which lack PKCS#8's envelope: it
 * is put around them here.
 */
final class PemKey {
  private static final Pattern BLOCK =
      Pattern.compile(
          "-----BEGIN ((?:RSA |EC )?PRIVATE KEY)-----([^-]*)-----END \\1-----", Pattern.DOTALL);
  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;
  private static final int PARAMETERS = 0xA0;
  private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};

  /** 1.2.840.113549.1.1.1 with its NULL. */
  private static final byte[] RSA = {
    0x06,
    0x09,
    0x2A,
    (byte) 0x86,
    0x48,
    (byte) 0x86,
    (byte) 0xF7,
    0x0D,
    0x01,
    0x01,
    0x01,
    0x05,
    0x00
  };

  /** 1.2.840.10045.2.1. */
  private static final byte[] EC = {0x06, 0x07, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 2, 1};

  private PemKey() {}

  /**
   * @param algorithm of the certificate that the key belongs to: RSA, EC, EdDSA
   */
  static PrivateKey read(String pem, String algorithm) throws GeneralSecurityException {
    Matcher block = BLOCK.matcher(pem);
    if (!block.find() || block.group(2).contains("ENCRYPTED")) {
      throw new IllegalArgumentException("it holds no unencrypted private key in PEM");
    }
    byte[] body =
        Base64.getMimeDecoder().decode(block.group(2).getBytes(StandardCharsets.US_ASCII));
    byte[] pkcs8 =
        switch (block.group(1)) {
          case "RSA PRIVATE KEY" -> envelope(RSA, body);
          case "EC PRIVATE KEY" -> envelope(join(EC, curve(body)), body);
          default -> body;
        };
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
  }

  private static byte[] envelope(byte[] algorithm, byte[] key) {
    return element(
        SEQUENCE, join(join(VERSION_0, element(SEQUENCE, algorithm)), element(OCTETS, key)));
  }

  /** The curve's name: what the element [0] of a SEC 1 key holds. */
  private static byte[] curve(byte[] sec1) {
    int at = contentOf(sec1, 0);
    while (at < sec1.length) {
      int start = contentOf(sec1, at);
      int end = start + lengthOf(sec1, at);
      if ((sec1[at] & 0xFF) == PARAMETERS) {
        return java.util.Arrays.copyOfRange(sec1, start, end);
      }
      at = end;
    }
    throw new IllegalArgumentException("its EC key does not name a curve");
  }

  private static int lengthOf(byte[] der, int at) {
    int first = der[at + 1] & 0xFF;
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int i = 0; i < (first & 0x7F); i++) {
      length = length << 8 | der[at + 2 + i] & 0xFF;
    }
    return length;
  }

  private static int contentOf(byte[] der, int at) {
    int first = der[at + 1] & 0xFF;
    return at + 2 + (first < 0x80 ? 0 : first & 0x7F);
  }

  private static byte[] element(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 6);
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else {
      out.write(0x82);
      out.write(content.length >> 8);
      out.write(content.length);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static byte[] join(byte[] first, byte[] second) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(first.length + second.length);
    out.writeBytes(first);
    out.writeBytes(second);
    return out.toByteArray();
  }
}
