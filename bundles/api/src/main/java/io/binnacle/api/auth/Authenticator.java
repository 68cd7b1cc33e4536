package io.binnacle.api.auth;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * Finds out who makes a request from one kind of credentials. All registered authenticators are
 * asked in order of service ranking until one knows. Thread-safe, must not block for long.
 */
public interface Authenticator {
  /**
   * What a request shows.
   *
   * @param bearerToken the token of the Authorization header, "" for none
   * @param certificates the client's verified-by-possession certificate chain, leaf first; empty
   *     for none. Whether it leads to a trusted CA is the authenticator's to check.
   */
  record Credentials(String bearerToken, List<X509Certificate> certificates) {
    public Credentials {
      certificates = List.copyOf(certificates);
    }
  }

  /**
   * The user, without the group {@code system:authenticated}, which is added afterwards; empty if
   * these credentials are none of its kind.
   *
   * @throws io.binnacle.api.status.StatusException Unauthorized if they are, but bad
   */
  Optional<UserInfo> authenticate(Credentials credentials);
}
