package io.binnacle.auth.authentication;

import io.binnacle.api.auth.UserInfo;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.naming.InvalidNameException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/**
 * Whom a certificate speaks of.
 *
 * @param user the common name, "" for none
 * @param groups the organizations
 * @param credential names the certificate by its hash
 */
record CertificateSubject(String user, List<String> groups, String credential) {
  private static final String CREDENTIAL_ID = "authentication.kubernetes.io/credential-id";

  CertificateSubject {
    groups = List.copyOf(groups);
  }

  static CertificateSubject of(X509Certificate certificate) {
    String user = "";
    List<String> groups = new ArrayList<>();
    try {
      String name = certificate.getSubjectX500Principal().getName(X500Principal.RFC2253);
      // The last of the text is the first of the certificate, and the first in this list.
      for (Rdn part : new LdapName(name).getRdns()) {
        for (Attribute attribute : Collections.list(part.toAttributes().getAll())) {
          if (attribute.get() instanceof String value) {
            switch (attribute.getID().toUpperCase(java.util.Locale.ROOT)) {
              case "CN" -> user = value;
              case "O" -> groups.add(value);
              default -> {
                // Countries, units and the like say nothing about a user here.
              }
            }
          }
        }
      }
      return new CertificateSubject(user, groups, credential(certificate));
    } catch (InvalidNameException e) {
      return new CertificateSubject("", List.of(), "");
    } catch (NamingException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  UserInfo userInfo() {
    return new UserInfo(user, "", groups, Map.of(CREDENTIAL_ID, List.of(credential)));
  }

  private static String credential(X509Certificate certificate) throws GeneralSecurityException {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
    return "X509SHA256=" + HexFormat.of().formatHex(hash);
  }
}
