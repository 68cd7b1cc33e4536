package io.binnacle.storage.etcd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.storage.StorageException.Code;
import io.binnacle.storage.etcd.testing.EtcdProcess;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS with client certificates, with keys in each of the forms that tools write. */
class TlsTest {
  @TempDir Path dir;
  private KeyPair caKeys;

  @BeforeEach
  void authority() throws Exception {
    caKeys = keys("RSA", 2048);
    write("ca.pem", certificate("CN=ca", caKeys, true));
    KeyPair server = keys("EC", 256);
    write("server.pem", certificate("CN=server", server, false));
    write("server.key", new JcaPKCS8Generator(server.getPrivate(), null));
  }

  private static KeyPair keys(String algorithm, int size) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(size);
    return generator.generateKeyPair();
  }

  private X509CertificateHolder certificate(String name, KeyPair keys, boolean ca)
      throws Exception {
    Instant now = Instant.now();
    return new JcaX509v3CertificateBuilder(
            new X500Name("CN=ca"),
            BigInteger.valueOf(System.nanoTime()),
            Date.from(now.minusSeconds(60)),
            Date.from(now.plusSeconds(3600)),
            new X500Name(name),
            keys.getPublic())
        .addExtension(Extension.basicConstraints, true, new BasicConstraints(ca))
        .addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")))
        .build(new JcaContentSignerBuilder("SHA256withRSA").build(caKeys.getPrivate()));
  }

  private String write(String name, Object what) throws Exception {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(what);
    }
    Files.writeString(dir.resolve(name), text.toString());
    return dir.resolve(name).toString();
  }

  /** PKCS#1 or SEC 1, the latter with its curve's name as openssl and Go write it. */
  private static PemObject old(KeyPair keys) throws Exception {
    PrivateKeyInfo info = PrivateKeyInfo.getInstance(keys.getPrivate().getEncoded());
    if (keys.getPrivate() instanceof ECPrivateKey ec) {
      var sec1 =
          new org.bouncycastle.asn1.sec.ECPrivateKey(
              256, ec.getS(), info.getPrivateKeyAlgorithm().getParameters());
      return new PemObject("EC PRIVATE KEY", sec1.getEncoded());
    }
    return new PemObject("RSA PRIVATE KEY", info.parsePrivateKey().toASN1Primitive().getEncoded());
  }

  private EtcdProcess etcd() {
    return EtcdProcess.single(
        dir.resolve("data"),
        "--client-cert-auth",
        "--trusted-ca-file=" + dir.resolve("ca.pem"),
        "--cert-file=" + dir.resolve("server.pem"),
        "--key-file=" + dir.resolve("server.key"));
  }

  private EtcdStorage open(EtcdProcess etcd, String cert, String key, Duration patience) {
    return EtcdStorage.open(
        new EtcdOptions(
            EtcdOptions.servers(List.of(etcd.url())),
            KeySpace.ofPrefix("/registry"),
            new TlsFiles(dir.resolve("ca.pem").toString(), cert, key),
            Duration.ZERO,
            patience));
  }

  @Test
  void clientCertificatesWorkWithEveryFormOfKey() throws Exception {
    try (EtcdProcess etcd = etcd()) {
      for (String algorithm : List.of("RSA", "EC")) {
        KeyPair keys = keys(algorithm, algorithm.equals("RSA") ? 2048 : 256);
        String cert = write("client.pem", certificate("CN=client", keys, false));
        for (Object form : List.of(old(keys), new JcaPKCS8Generator(keys.getPrivate(), null))) {
          String key = write("client.key", form);
          String first = Files.readAllLines(Path.of(key)).get(0);
          String kind = form instanceof PemObject ? algorithm + " " : "";
          assertEquals("-----BEGIN " + kind + "PRIVATE KEY-----", first);
          try (EtcdStorage storage = open(etcd, cert, key, EtcdOptions.PATIENCE)) {
            WatchedEvents events = new WatchedEvents();
            storage.watch("/registry/a", Engines.await(storage.currentRevision()) + 1, events);
            Engines.put(storage, "/registry/a", first);
            Engines.until("the watch works", () -> events.events().size() == 1);
          }
        }
      }
    }
  }

  @Test
  void withoutAClientCertificateCallsFailAndHealthTells() {
    try (EtcdProcess etcd = etcd();
        EtcdStorage storage = open(etcd, "", "", Duration.ofSeconds(1))) {
      assertEquals(Code.UNAVAILABLE, Engines.failure(storage.currentRevision()).code());
      assertTrue(storage.health().contains("etcd"), storage.health());
    }
  }

  @Test
  void filesThatCannotBeUsedAreNamed() throws Exception {
    String none = dir.resolve("none.pem").toString();
    String bad = dir.resolve("bad.pem").toString();
    Files.writeString(Path.of(bad), "no PEM");
    String cert = dir.resolve("server.pem").toString();
    for (TlsFiles files :
        List.of(
            new TlsFiles(none, "", ""), new TlsFiles(bad, "", ""), new TlsFiles("", cert, bad))) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> Tls.context(files)).getMessage();
      assertTrue(message.contains(none) || message.contains(bad), message);
    }
  }
}
