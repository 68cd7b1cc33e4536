package io.binnacle.rest.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * The certificates by which nodes and this server know each other.
 *
 * @param caFile the authorities of kubelets' serving certificates, PEM; "" to verify none
 * @param certFile what this server shows to kubelets, PEM; "" for nothing
 * @param keyFile the key of that
 */
public record BackendTls(String caFile, String certFile, String keyFile) {
  private static final char[] NO_PASSWORD = {};

  /** For servers that are shown nothing and believed as they are. */
  static SslContextFactory.Client trusting() {
    SslContextFactory.Client tls = new Believing();
    tls.setEndpointIdentificationAlgorithm(null);
    return tls;
  }

  /**
   * For kubelets.
   *
   * @param verified whether their certificates are verified, if there is an authority to do it by
   * @throws IllegalArgumentException naming the file that can't be used
   */
  SslContextFactory.Client ofNodes(boolean verified) {
    boolean verifies = verified && !caFile.isEmpty();
    SslContextFactory.Client tls = verifies ? new SslContextFactory.Client() : trusting();
    String file = caFile;
    try {
      if (verifies) {
        KeyStore authorities = empty();
        for (Certificate authority : certificates(caFile)) {
          authorities.setCertificateEntry("ca" + authorities.size(), authority);
        }
        tls.setTrustStore(authorities);
      }
      if (!certFile.isEmpty()) {
        file = certFile;
        List<Certificate> chain = certificates(certFile);
        file = keyFile;
        KeyStore keys = empty();
        keys.setKeyEntry(
            "client",
            PemKey.read(
                Files.readString(Path.of(keyFile)), chain.get(0).getPublicKey().getAlgorithm()),
            NO_PASSWORD,
            chain.toArray(Certificate[]::new));
        tls.setKeyStore(keys);
        tls.setKeyStorePassword("");
      }
      return tls;
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException("kubelet TLS: " + file + ": " + e.getMessage(), e);
    }
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }

  private static List<Certificate> certificates(String file)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      List<Certificate> found =
          new ArrayList<>(CertificateFactory.getInstance("X.509").generateCertificates(in));
      if (found.isEmpty()) {
        throw new IllegalArgumentException("it holds no certificate");
      }
      return found;
    }
  }

  /** Believes any server, which is meant and therefore nothing to warn of. */
  private static final class Believing extends SslContextFactory.Client {
    Believing() {
      super(true);
    }

    @Override
    protected void checkConfiguration() {
      // There is nothing that could be wrong.
    }
  }
}
