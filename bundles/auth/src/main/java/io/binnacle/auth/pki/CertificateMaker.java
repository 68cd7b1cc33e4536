package io.binnacle.auth.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Makes EC P-256 keys and certificates. The one class that loads Bouncy Castle when nothing but the
 * server's own certificates is used, so it is touched only when one must be made.
 */
final class CertificateMaker {
  static final Duration CA_VALIDITY = Duration.ofDays(3650);
  static final Duration VALIDITY = Duration.ofDays(365);

  /** Clients whose clock is a little behind take a fresh certificate, too. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  private final SecureRandom random;
  private final Instant now;

  CertificateMaker(SecureRandom random, Instant now) {
    this.random = random;
    this.now = now;
  }

  Identity authority() {
    KeyPair pair = newKeyPair();
    String name = "binnacle-ca@" + now.getEpochSecond();
    return authority(pair.getPrivate(), pair.getPublic(), name(name, List.of()));
  }

  /** The same authority with a later end: what it signed stays valid, who trusted it still does. */
  Identity renewed(Identity authority) {
    X500Name name = X500Name.getInstance(authority.leaf().getSubjectX500Principal().getEncoded());
    return authority(authority.key(), authority.leaf().getPublicKey(), name);
  }

  Identity serving(Identity authority, Collection<String> names) {
    GeneralName[] alternatives =
        names.stream()
            .map(
                name ->
                    new GeneralName(
                        ServingNames.isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName,
                        name))
            .toArray(GeneralName[]::new);
    return signed(
        authority,
        name("kube-apiserver", List.of()),
        KeyPurposeId.id_kp_serverAuth,
        new GeneralNames(alternatives));
  }

  Identity client(Identity authority, String user, List<String> groups) {
    return signed(authority, name(user, groups), KeyPurposeId.id_kp_clientAuth, null);
  }

  private Identity authority(PrivateKey key, PublicKey publicKey, X500Name name) {
    try {
      X509v3CertificateBuilder builder =
          builder(name, name, now.plus(CA_VALIDITY), publicKey)
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
              .addExtension(
                  Extension.keyUsage,
                  true,
                  new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyCertSign | KeyUsage.cRLSign))
              .addExtension(
                  Extension.subjectKeyIdentifier,
                  false,
                  new JcaX509ExtensionUtils().createSubjectKeyIdentifier(publicKey));
      return new Identity(key, List.of(sign(builder, key)));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("no certificate authority could be made", e);
    }
  }

  private Identity signed(
      Identity authority, X500Name subject, KeyPurposeId purpose, @Nullable GeneralNames names) {
    KeyPair pair = newKeyPair();
    X509Certificate issuer = authority.leaf();
    Instant end = now.plus(VALIDITY);
    if (end.isAfter(issuer.getNotAfter().toInstant())) {
      end = issuer.getNotAfter().toInstant();
    }
    try {
      JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
      X500Name issuerName = X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded());
      X509v3CertificateBuilder builder =
          builder(issuerName, subject, end, pair.getPublic())
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
              .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
              .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose))
              .addExtension(
                  Extension.authorityKeyIdentifier,
                  false,
                  identifiers.createAuthorityKeyIdentifier(issuer.getPublicKey()));
      if (names != null) {
        builder.addExtension(Extension.subjectAlternativeName, false, names);
      }
      return new Identity(pair.getPrivate(), List.of(sign(builder, authority.key())));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("no certificate could be made", e);
    }
  }

  private X509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, Instant end, PublicKey key) {
    return new JcaX509v3CertificateBuilder(
        issuer,
        new BigInteger(159, random).setBit(158),
        Date.from(now.minus(CLOCK_SKEW)),
        Date.from(end),
        subject,
        key);
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
      throws GeneralSecurityException {
    try {
      String algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
      return new JcaX509CertificateConverter()
          .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(key)));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static X500Name name(String commonName, List<String> organizations) {
    X500NameBuilder builder = new X500NameBuilder(BCStyle.INSTANCE);
    organizations.forEach(organization -> builder.addRDN(BCStyle.O, organization));
    return builder.addRDN(BCStyle.CN, commonName).build();
  }

  private KeyPair newKeyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK makes no EC keys", e);
    }
  }
}
