package io.binnacle.auth.authentication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.auth.Authenticator.Credentials;
import io.binnacle.api.auth.ServingIdentity;
import io.binnacle.api.auth.UserInfo;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import io.binnacle.auth.pki.ClientCertificate;
import io.binnacle.auth.testing.SetClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateAuthenticatorTest {
  @TempDir Path folder;
  private final SetClock clock = new SetClock();
  private final ClientCertificate given = ClientCertificate.authority(clock.instant());
  private ServingIdentity server;
  private CertificateAuthenticator authenticator;

  @BeforeEach
  void start() throws Exception {
    Path file = Files.writeString(folder.resolve("clients.crt"), given.pem());
    server = ClientCertificate.server(folder, clock, file.toString());
    authenticator = new CertificateAuthenticator(server, clock);
  }

  @AfterEach
  void stop() {
    authenticator.stop();
    ClientCertificate.stop(server);
  }

  private Optional<UserInfo> ask(X509Certificate... chain) {
    return authenticator.authenticate(new Credentials("", List.of(chain)));
  }

  private void assertRefused(X509Certificate certificate) {
    assertEquals(
        Reason.UNAUTHORIZED, assertThrows(StatusException.class, () -> ask(certificate)).reason());
  }

  @Test
  void theNameIsTheUserAndTheOrganizationsAreTheGroups() {
    UserInfo user = ask(given.of("ada", "dev", "ops")).orElseThrow();
    assertEquals("ada", user.name());
    assertEquals(List.of("dev", "ops"), user.groups());
    assertTrue(
        user.extra()
            .get("authentication.kubernetes.io/credential-id")
            .get(0)
            .matches("X509SHA256=[0-9a-f]{64}"));
  }

  @Test
  void theAdministratorIsKnownByTheOwnAuthority() {
    UserInfo user = ask(ClientCertificate.admin(server)).orElseThrow();
    assertEquals("kubernetes-admin", user.name());
    assertEquals(List.of("system:masters"), user.groups());
  }

  @Test
  void namesWithSpecialCharactersAreReadAsTheyAre() {
    UserInfo user = ask(given.of("a,b=\"c\" +#ü", "x;y")).orElseThrow();
    assertEquals("a,b=\"c\" +#ü", user.name());
    assertEquals(List.of("x;y"), user.groups());
  }

  @Test
  void noCertificateIsNoUser() {
    assertTrue(ask().isEmpty());
  }

  @Test
  void certificatesOfOtherAuthoritiesAreRefused() {
    assertRefused(ClientCertificate.authority(clock.instant()).of("ada", "system:masters"));
  }

  @Test
  void aServersCertificateIsRefused() {
    assertRefused(given.serving());
  }

  @Test
  void aCertificateIsRefusedOnceItHasEnded() {
    X509Certificate certificate = given.of("ada");
    assertTrue(ask(certificate).isPresent());
    clock.advance(Duration.ofDays(366));
    assertRefused(certificate);
  }
}
