package io.binnacle.auth.pki;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.auth.ServingIdentity;
import io.binnacle.auth.testing.GivenSettings;
import io.binnacle.auth.testing.SetClock;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.X509ExtendedKeyManager;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerCertificatesTest {
  @TempDir Path folder;
  private final SetClock clock = new SetClock();

  private ServerCertificates start(GivenSettings settings) {
    return new ServerCertificates(settings.make(), clock);
  }

  @Test
  void theServingCertificateBearsAllNamesOfTheServer() {
    ServerCertificates certificates =
        start(
            GivenSettings.in(folder)
                .with("serviceClusterIpRange", "10.96.3.0/16,fd00::/108")
                .with("bindAddress", "127.0.0.7")
                .with("advertiseAddress", "192.0.2.9"));
    Set<String> names = ServingNames.in(certificates.serving());
    for (String name :
        List.of(
            "localhost",
            "kubernetes",
            "kubernetes.default",
            "kubernetes.default.svc",
            "kubernetes.default.svc.cluster.local",
            "127.0.0.1",
            "0:0:0:0:0:0:0:1",
            "10.96.0.1",
            "fd00:0:0:0:0:0:0:1",
            "127.0.0.7",
            "192.0.2.9")) {
      assertTrue(names.contains(name), name + " in " + names);
    }
    certificates.stop();
  }

  @Test
  void aRenewalReachesNewHandshakesAndListeners() {
    ServerCertificates certificates = start(GivenSettings.in(folder));
    X509ExtendedKeyManager keys = certificates.keyManager();
    String before = keys.chooseEngineServerAlias("EC", null, null);
    var oldChain = keys.getCertificateChain(before);
    AtomicInteger told = new AtomicInteger();
    ServingIdentity.Registration registration = certificates.onChange(told::incrementAndGet);
    certificates.check();
    assertEquals(0, told.get());
    clock.advance(Duration.ofDays(340));
    certificates.check();
    assertEquals(1, told.get());
    String after = keys.chooseEngineServerAlias("EC_EC", null, null);
    assertNotEquals(before, after);
    assertArrayEquals(oldChain, keys.getCertificateChain(before));
    assertNotEquals(oldChain[0], keys.getCertificateChain(after)[0]);
    assertNull(keys.chooseEngineServerAlias("RSA", null, null));
    registration.close();
    clock.advance(Duration.ofDays(340));
    certificates.check();
    assertEquals(1, told.get());
    certificates.stop();
  }

  @Test
  void aGivenCertificateIsServedAndReadAgainWhenItChanges() throws Exception {
    Path certificate = folder.resolve("tls.crt");
    Path key = folder.resolve("tls.key");
    Identity first = selfMade();
    Files.writeString(certificate, first.chainPem());
    Files.writeString(key, first.keyPem());
    ServerCertificates certificates = start(given(certificate, key));
    assertEquals(first.leaf(), certificates.serving());
    assertEquals(first.chainPem(), certificates.servingCaPem());
    Identity second = selfMade();
    Files.writeString(certificate, second.chainPem());
    certificates.check();
    assertEquals(first.leaf(), certificates.serving(), "half a change is not taken over");
    Files.writeString(key, second.keyPem());
    certificates.check();
    assertEquals(second.leaf(), certificates.serving());
    certificates.stop();
  }

  @Test
  void keysAreReadInTheirOlderFormsToo() throws Exception {
    for (String algorithm : List.of("RSA", "EC")) {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(algorithm.equals("RSA") ? 2048 : 256);
      KeyPair pair = generator.generateKeyPair();
      PrivateKeyInfo info = PrivateKeyInfo.getInstance(pair.getPrivate().getEncoded());
      StringBuilder pem = new StringBuilder();
      if (algorithm.equals("EC")) {
        pem.append(
            Pem.write(
                "EC PARAMETERS",
                info.getPrivateKeyAlgorithm().getParameters().toASN1Primitive().getEncoded()));
      }
      byte[] traditional = info.parsePrivateKey().toASN1Primitive().getEncoded();
      if (algorithm.equals("EC")) {
        traditional =
            new org.bouncycastle.asn1.sec.ECPrivateKey(
                    256,
                    org.bouncycastle.asn1.sec.ECPrivateKey.getInstance(info.parsePrivateKey())
                        .getKey(),
                    info.getPrivateKeyAlgorithm().getParameters())
                .getEncoded();
      }
      pem.append(Pem.write(algorithm + " PRIVATE KEY", traditional));
      assertEquals(secret(pair.getPrivate()), secret(Identity.privateKey(pem.toString())));
      assertEquals(
          pair.getPrivate(),
          Identity.privateKey(Pem.write("PRIVATE KEY", pair.getPrivate().getEncoded())));
    }
  }

  private static BigInteger secret(PrivateKey key) {
    return key instanceof ECPrivateKey ec ? ec.getS() : ((RSAPrivateKey) key).getPrivateExponent();
  }

  @Test
  void badFilesAreToldByFlagAndName() throws Exception {
    Path certificate = folder.resolve("tls.crt");
    Path key = folder.resolve("tls.key");
    assertFails(given(certificate, key), "tls-cert-file " + certificate + ": no such file");
    Files.writeString(certificate, "hello");
    Files.writeString(key, "hello");
    assertFails(
        given(certificate, key),
        "tls-cert-file " + certificate + ": there is no certificate in it");
    Files.writeString(certificate, selfMade().chainPem());
    assertFails(
        given(certificate, key), "tls-private-key-file " + key + ": there is no private key in it");
    Files.writeString(key, Pem.write("ENCRYPTED PRIVATE KEY", new byte[8]));
    assertFails(
        given(certificate, key),
        "tls-private-key-file " + key + ": the private key in it is encrypted");
    Files.writeString(key, Pem.write("PRIVATE KEY", new byte[8]));
    assertFails(
        given(certificate, key),
        "tls-private-key-file " + key + ": the private key in it can't be read");
    Files.writeString(key, selfMade().keyPem());
    assertFails(
        given(certificate, key),
        "tls-private-key-file " + key + " is not the key of the certificate in " + certificate);
    assertFails(
        GivenSettings.in(folder).with("tlsCertFile", certificate.toString()),
        "tls-cert-file and tls-private-key-file must be given together");
    assertFails(
        GivenSettings.in(folder).with("clientCaFile", key.toString()),
        "client-ca-file " + key + ": there is no certificate in it");
    assertTrue(Files.notExists(folder.resolve("pki")), "nothing is made before the files are read");
  }

  @Test
  void theKubeconfigHoldsWhatKubectlNeeds() {
    ServerCertificates certificates = start(GivenSettings.in(folder));
    String text =
        Kubeconfig.of(
            "https://127.0.0.1:1234", certificates.servingCaPem(), "", certificates.admin());
    assertTrue(text.contains("\n    server: https://127.0.0.1:1234\n"), text);
    assertTrue(text.contains("\nusers:\n"), text);
    String key = text.replaceAll("(?s).*client-key-data: (\\S+).*", "$1");
    String pem =
        new String(
            java.util.Base64.getDecoder().decode(key), java.nio.charset.StandardCharsets.US_ASCII);
    assertTrue(pem.startsWith("-----BEGIN EC PRIVATE KEY-----\n"), "what clients in Java know");
    Identity read = new Identity(Identity.privateKey(pem), certificates.admin().chain());
    assertEquals(secret(certificates.admin().key()), secret(read.key()));
    assertTrue(read.isMatching());
    certificates.stop();
  }

  private GivenSettings given(Path certificate, Path key) {
    return GivenSettings.in(folder)
        .with("tlsCertFile", certificate.toString())
        .with("tlsPrivateKeyFile", key.toString());
  }

  private void assertFails(GivenSettings settings, String message) {
    assertEquals(
        message, assertThrows(IllegalArgumentException.class, () -> start(settings)).getMessage());
  }

  private static Identity selfMade() {
    CertificateMaker maker = new CertificateMaker(new SecureRandom(), Instant.now());
    return maker.authority();
  }
}
