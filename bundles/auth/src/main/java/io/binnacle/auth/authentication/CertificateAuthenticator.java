package io.binnacle.auth.authentication;

import io.binnacle.api.auth.Authenticator;
import io.binnacle.api.auth.ServingIdentity;
import io.binnacle.api.auth.UserInfo;
import io.binnacle.api.status.StatusException;
import io.binnacle.auth.AuthSettings;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows the users whose client certificates lead to one of the client CAs: the common name is the
 * user, the organizations are the groups. What was found out about a certificate is remembered
 * while it is valid and the CAs stay the same, as each request on a connection shows it again.
 */
@Component(
    immediate = true,
    property = {"binnacle.authenticator=certificate", "service.ranking:Integer=200"},
    configurationPid = AuthSettings.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class CertificateAuthenticator implements Authenticator {
  private static final Logger LOG = LoggerFactory.getLogger(CertificateAuthenticator.class);
  private static final int REMEMBERED = 1000;

  private record Known(UserInfo user, Instant from, Instant until) {
    boolean holdsAt(Instant now) {
      return !now.isBefore(from) && !now.isAfter(until);
    }
  }

  private final InstantSource clock;
  private final ServingIdentity identity;
  private final ServingIdentity.Registration renewals;
  private final Map<List<X509Certificate>, Known> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<X509Certificate>, Known> eldest) {
          return size() > REMEMBERED;
        }
      };

  @Activate
  public CertificateAuthenticator(@Reference ServingIdentity identity) {
    this(identity, InstantSource.system());
  }

  CertificateAuthenticator(ServingIdentity identity, InstantSource clock) {
    this.identity = identity;
    this.clock = clock;
    renewals = identity.onChange(this::forget);
  }

  @Deactivate
  void stop() {
    renewals.close();
  }

  @Override
  public Optional<UserInfo> authenticate(Credentials credentials) {
    List<X509Certificate> chain = credentials.certificates();
    if (chain.isEmpty()) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    Known found = remembered(chain);
    if (found != null && found.holdsAt(now)) {
      return Optional.of(found.user());
    }
    CertificateSubject subject = CertificateSubject.of(chain.get(0));
    if (subject.user().isEmpty()) {
      return Optional.empty();
    }
    ClientChain verified = verify(chain, now);
    remember(chain, new Known(subject.userInfo(), verified.from(), verified.until()));
    return Optional.of(subject.userInfo());
  }

  private ClientChain verify(List<X509Certificate> chain, Instant now) {
    try {
      return ClientChain.verify(chain, identity.clientCas(), now);
    } catch (GeneralSecurityException e) {
      LOG.debug(
          "client certificate of {} refused: {}",
          chain.get(0).getSubjectX500Principal(),
          e.getMessage());
      throw StatusException.unauthorized();
    }
  }

  private @Nullable Known remembered(List<X509Certificate> chain) {
    synchronized (known) {
      return known.get(chain);
    }
  }

  private void remember(List<X509Certificate> chain, Known found) {
    synchronized (known) {
      known.put(chain, found);
    }
  }

  private void forget() {
    synchronized (known) {
      known.clear();
    }
  }
}
