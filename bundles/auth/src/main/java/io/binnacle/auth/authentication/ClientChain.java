package io.binnacle.auth.authentication;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A client certificate that leads to a trusted CA, RFC 5280 section 6, and may be used for
 * authenticating a client. Revocation lists are not looked at.
 *
 * @param from since when all of the chain is valid
 * @param until how long all of it is
 */
record ClientChain(Instant from, Instant until) {
  private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
  private static final String ANY_PURPOSE = "2.5.29.37.0";

  /**
   * Verifies a certificate.
   *
   * @param chain the certificate first; the others may stand in any order
   * @param authorities the CAs that are trusted
   * @throws GeneralSecurityException if it leads to none of them, is not valid now or is for
   *     something else
   */
  static ClientChain verify(
      List<X509Certificate> chain, List<X509Certificate> authorities, Instant now)
      throws GeneralSecurityException {
    X509Certificate leaf = chain.get(0);
    List<String> purposes = leaf.getExtendedKeyUsage();
    if (purposes != null && !purposes.contains(CLIENT_AUTH) && !purposes.contains(ANY_PURPOSE)) {
      throw new CertificateException("the certificate is not for authenticating clients");
    }
    X509CertSelector target = new X509CertSelector();
    target.setCertificate(leaf);
    PKIXBuilderParameters parameters =
        new PKIXBuilderParameters(
            authorities.stream()
                .map(authority -> new TrustAnchor(authority, null))
                .collect(Collectors.toSet()),
            target);
    parameters.addCertStore(
        CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(now));
    PKIXCertPathBuilderResult result =
        (PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX").build(parameters);
    // The anchor's own dates are not part of the path that was checked.
    X509Certificate authority = result.getTrustAnchor().getTrustedCert();
    authority.checkValidity(Date.from(now));
    ClientChain verified = of(authority);
    for (var certificate : result.getCertPath().getCertificates()) {
      verified = verified.and(of((X509Certificate) certificate));
    }
    return verified;
  }

  private static ClientChain of(X509Certificate certificate) {
    return new ClientChain(
        certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant());
  }

  private ClientChain and(ClientChain other) {
    return new ClientChain(
        from.isAfter(other.from) ? from : other.from,
        until.isBefore(other.until) ? until : other.until);
  }
}
