package io.binnacle.auth.pki;

import io.binnacle.api.auth.ServingIdentity;
import io.binnacle.auth.testing.GivenSettings;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Certificates for the tests of those who check them. */
public final class ClientCertificate {
  private final Instant now;
  private final Identity authority;

  private ClientCertificate(Instant now, Identity authority) {
    this.now = now;
    this.authority = authority;
  }

  /** A new authority that signs clients' certificates. */
  public static ClientCertificate authority(Instant now) {
    return new ClientCertificate(now, new CertificateMaker(new SecureRandom(), now).authority());
  }

  public String pem() {
    return authority.chainPem();
  }

  public X509Certificate of(String user, String... groups) {
    return maker().client(authority, user, List.of(groups)).leaf();
  }

  /** One that is for servers. */
  public X509Certificate serving() {
    return maker().serving(authority, List.of("localhost")).leaf();
  }

  private CertificateMaker maker() {
    return new CertificateMaker(new SecureRandom(), now);
  }

  public static ServerCertificates server(Path folder, InstantSource clock, String clientCaFile) {
    return new ServerCertificates(
        GivenSettings.in(folder).with("clientCaFile", clientCaFile).make(), clock);
  }

  public static X509Certificate admin(ServingIdentity server) {
    return ((ServerCertificates) server).admin().leaf();
  }

  public static void stop(ServingIdentity server) {
    ((ServerCertificates) server).stop();
  }
}
