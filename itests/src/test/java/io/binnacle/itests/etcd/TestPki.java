package io.binnacle.itests.etcd;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority for one test and what it signs, as PEM files in a folder. */
final class TestPki {
  private final Path folder;
  private final String name;
  private final KeyPair keys;
  private final X500Name subject;
  private long serial = 1;

  private TestPki(Path folder, String name, KeyPair keys) {
    this.folder = folder;
    this.name = name;
    this.keys = keys;
    this.subject = new X500Name("CN=" + name);
  }

  /** Makes an authority; its certificate is {@code NAME.crt}. */
  static TestPki make(Path folder, String name)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    TestPki pki = new TestPki(folder, name, keyPair());
    X509v3CertificateBuilder builder = pki.builder(pki.subject, pki.keys);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    pki.write(name + ".crt", "CERTIFICATE", pki.signed(builder).getEncoded());
    return pki;
  }

  /** The authority's certificate. */
  Path authority() {
    return folder.resolve(name + ".crt");
  }

  /**
   * Makes {@code NAME.crt} and {@code NAME.key}, good for both ends of a connection on loopback.
   */
  Path certificate(String of)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    KeyPair own = keyPair();
    X509v3CertificateBuilder builder = builder(new X500Name("CN=" + of), own);
    builder.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(
            new GeneralName[] {
              new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
              new GeneralName(GeneralName.dNSName, "localhost")
            }));
    builder.addExtension(
        Extension.extendedKeyUsage,
        false,
        new ExtendedKeyUsage(
            new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth}));
    write(of + ".crt", "CERTIFICATE", signed(builder).getEncoded());
    write(of + ".key", "PRIVATE KEY", own.getPrivate().getEncoded());
    return folder.resolve(of + ".crt");
  }

  /** The key that belongs to a certificate's file. */
  static Path key(Path certificate) {
    return Path.of(certificate.toString().replaceAll("\\.crt$", ".key"));
  }

  private static KeyPair keyPair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private X509v3CertificateBuilder builder(X500Name of, KeyPair own) {
    Instant now = Instant.now();
    return new JcaX509v3CertificateBuilder(
        subject,
        BigInteger.valueOf(serial++),
        Date.from(now.minusSeconds(60)),
        Date.from(now.plusSeconds(86_400)),
        of,
        own.getPublic());
  }

  private X509Certificate signed(X509v3CertificateBuilder builder)
      throws GeneralSecurityException, OperatorCreationException {
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
  }

  private void write(String file, String type, byte[] content) throws IOException {
    StringWriter pem = new StringWriter();
    pem.write("-----BEGIN " + type + "-----\n");
    pem.write(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content));
    pem.write("\n-----END " + type + "-----\n");
    Files.writeString(folder.resolve(file), pem.toString());
  }
}
