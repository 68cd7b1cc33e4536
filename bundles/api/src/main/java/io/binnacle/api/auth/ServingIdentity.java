package io.binnacle.api.auth;

import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * What the server shows in TLS, and whose client certificates it asks for. An OSGi service that is
 * there once a serving certificate is. Thread-safe.
 */
public interface ServingIdentity {
  /**
   * Gives the serving certificate and its key. It follows renewals by itself: handshakes after a
   * renewal get the new certificate, connections that are open keep theirs.
   */
  X509ExtendedKeyManager keyManager();

  /**
   * The CAs whose client certificates are known: the server's own and those of {@code
   * --client-ca-file}. For the TLS certificate request only; whether a certificate leads to one of
   * them is checked by an {@link Authenticator}.
   */
  List<X509Certificate> clientCas();

  /** The CA of the serving certificate in PEM, for clients to trust; "" where it is unknown. */
  String servingCaPem();

  /**
   * Runs {@code listener} after each renewal, on a thread of the identity's own; it must not block.
   * Close the handle to end that.
   */
  Registration onChange(Runnable listener);

  /** A listener's registration. */
  interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
