package io.binnacle.plugins.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Whose signatures let a jar in: a list of certificates, of signers or of authorities that signed
 * those. Every entry of a jar must be signed by one of them. An empty list asks for nothing.
 * Immutable.
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/17/docs/specs/jar/jar.html">JAR File
 *     Specification, Signed JAR File</a>
 */
final class Signers {
  private final Set<X509Certificate> trusted;

  private Signers(Set<X509Certificate> trusted) {
    this.trusted = Set.copyOf(trusted);
  }

  static Signers anybody() {
    return new Signers(Set.of());
  }

  /**
   * Reads the list.
   *
   * @throws IOException if the file can't be read or has no certificate
   */
  static Signers read(Path pem) throws IOException {
    Set<X509Certificate> read = new HashSet<>();
    try (InputStream in = Files.newInputStream(pem)) {
      for (Certificate found : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        read.add((X509Certificate) found);
      }
    } catch (GeneralSecurityException e) {
      throw new IOException(pem + ": " + e.getMessage(), e);
    }
    if (read.isEmpty()) {
      throw new IOException(pem + " has no certificate");
    }
    return new Signers(read);
  }

  /**
   * Reads a jar to its end.
   *
   * @throws RefusedFile naming the first entry that nobody of the list has signed, or that is not
   *     as it was signed
   */
  void check(Path jar) throws RefusedFile, IOException {
    if (trusted.isEmpty()) {
      return;
    }
    try (JarFile file = new JarFile(jar.toFile(), true)) {
      for (JarEntry entry : Collections.list(file.entries())) {
        try (InputStream in = file.getInputStream(entry)) {
          in.transferTo(OutputStream.nullOutputStream());
        }
        if (!entry.isDirectory() && !isOfSignature(entry.getName()) && !isTrusted(entry)) {
          throw new RefusedFile(
              "NotSigned", entry.getName() + " is not signed by anybody of --plugin-signers");
        }
      }
    } catch (SecurityException e) {
      throw new RefusedFile("NotSigned", "the signature does not fit: " + e.getMessage());
    }
  }

  /** The manifest is covered by each signature file, and these sign. */
  private static boolean isOfSignature(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return upper.equals("META-INF/MANIFEST.MF")
        || upper.startsWith("META-INF/")
            && upper.indexOf('/', "META-INF/".length()) < 0
            && (upper.endsWith(".SF")
                || upper.endsWith(".RSA")
                || upper.endsWith(".DSA")
                || upper.endsWith(".EC"));
  }

  private boolean isTrusted(JarEntry entry) {
    CodeSigner[] signers = entry.getCodeSigners();
    if (signers != null) {
      for (CodeSigner signer : signers) {
        if (isTrusted(signer.getSignerCertPath().getCertificates())) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether one of the chain is listed and each before it is signed by the next. */
  private boolean isTrusted(List<? extends Certificate> chain) {
    try {
      for (int i = 0; i < chain.size(); i++) {
        if (chain.get(i) instanceof X509Certificate own) {
          own.checkValidity();
        }
        if (chain.get(i) instanceof X509Certificate listed && trusted.contains(listed)) {
          return true;
        }
        if (i + 1 < chain.size()) {
          chain.get(i).verify(chain.get(i + 1).getPublicKey());
          if (chain.get(i + 1) instanceof X509Certificate issuer
              && issuer.getBasicConstraints() < 0) {
            return false;
          }
        }
      }
      return chain.get(chain.size() - 1) instanceof X509Certificate last && isIssuedByListed(last);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** Jars need not bring the authority's own certificate along. */
  private boolean isIssuedByListed(X509Certificate last) {
    for (X509Certificate issuer : trusted) {
      if (issuer.getBasicConstraints() >= 0
          && issuer.getSubjectX500Principal().equals(last.getIssuerX500Principal())) {
        try {
          last.verify(issuer.getPublicKey());
          issuer.checkValidity();
          return true;
        } catch (GeneralSecurityException notThisOne) {
          continue;
        }
      }
    }
    return false;
  }
}
