package io.binnacle.auth.pki;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;

/** Certificates that the user gave as files; every message names the flag and the file. */
final class GivenIdentity {
  private GivenIdentity() {}

  /**
   * The serving certificate with its key.
   *
   * @throws IllegalArgumentException if a file is missing, can't be read or does not fit the other
   */
  static Identity serving(String certificateFile, String keyFile) {
    if (certificateFile.isEmpty() || keyFile.isEmpty()) {
      throw new IllegalArgumentException(
          "tls-cert-file and tls-private-key-file must be given together");
    }
    List<X509Certificate> chain = certificates("tls-cert-file", certificateFile);
    String pem = read("tls-private-key-file", keyFile);
    Identity identity;
    try {
      identity = new Identity(Identity.privateKey(pem), chain);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "tls-private-key-file " + keyFile + ": " + e.getMessage(), e);
    }
    if (!identity.isMatching()) {
      throw new IllegalArgumentException(
          "tls-private-key-file "
              + keyFile
              + " is not the key of the certificate in "
              + certificateFile);
    }
    return identity;
  }

  /**
   * The certificates in a file.
   *
   * @param flag how the user names it
   * @throws IllegalArgumentException if there are none
   */
  static List<X509Certificate> certificates(String flag, String file) {
    try {
      return Identity.certificates(read(flag, file));
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      throw message.startsWith(flag)
          ? e
          : new IllegalArgumentException(flag + " " + file + ": " + message, e);
    }
  }

  private static String read(String flag, String file) {
    try {
      return Files.readString(Path.of(file), java.nio.charset.StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(flag + " " + file + ": no such file", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(flag + " " + file + ": can't be read", e);
    }
  }
}
