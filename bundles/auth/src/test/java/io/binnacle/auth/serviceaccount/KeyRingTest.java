package io.binnacle.auth.serviceaccount;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.auth.testing.GivenSettings;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRingTest {
  @TempDir private Path folder;

  private GivenSettings settings() {
    return GivenSettings.in(folder.resolve("data"));
  }

  private Path file(String name, String label, byte[] der) throws Exception {
    StringWriter text = new StringWriter();
    try (PemWriter writer = new PemWriter(text)) {
      writer.writeObject(new PemObject(label, der));
    }
    return Files.writeString(folder.resolve(name), text.toString());
  }

  private static KeyPair pair(String algorithm, int bits) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(bits);
    return generator.generateKeyPair();
  }

  /** The key of a file that holds the private key, as it is used for signing. */
  private VerificationKey signing(Path file) {
    return new KeyRing(settings().with("serviceAccountSigningKeyFile", file.toString()).make())
        .signer()
        .verification();
  }

  private List<VerificationKey> believed(Path... files) {
    String[] names = Arrays.stream(files).map(Path::toString).toArray(String[]::new);
    return new KeyRing(settings().with("serviceAccountKeyFile", names).make()).believed();
  }

  @Test
  void anOwnKeyIsMadeWhenItIsNeededAndKept() throws Exception {
    Path own = folder.resolve("data/pki/sa.key");
    KeyRing ring = new KeyRing(settings().make());
    assertEquals(List.of(), ring.believed());
    assertFalse(Files.exists(own));
    VerificationKey made = ring.signer().verification();
    assertEquals(JwsAlgorithm.RS256, made.algorithm());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(own)));
    assertEquals(List.of(made), new KeyRing(settings().make()).believed());
  }

  @Test
  void privateKeysAreReadInEachForm() throws Exception {
    KeyPair rsa = pair("RSA", 2048);
    KeyPair ec = pair("EC", 256);
    byte[] pkcs1 = inner(rsa);
    byte[] sec1 = inner(ec);
    VerificationKey rsaKey = VerificationKey.of(rsa.getPublic());
    VerificationKey ecKey = VerificationKey.of(ec.getPublic());
    assertEquals(rsaKey, signing(file("a", "PRIVATE KEY", rsa.getPrivate().getEncoded())));
    assertEquals(rsaKey, signing(file("b", "RSA PRIVATE KEY", pkcs1)));
    assertEquals(ecKey, signing(file("c", "PRIVATE KEY", ec.getPrivate().getEncoded())));
    assertEquals(ecKey, signing(file("d", "EC PRIVATE KEY", named(sec1, ec))));
    assertEquals(JwsAlgorithm.ES256, ecKey.algorithm());
  }

  private static byte[] inner(KeyPair pair) throws Exception {
    return PrivateKeyInfo.getInstance(pair.getPrivate().getEncoded())
        .parsePrivateKey()
        .toASN1Primitive()
        .getEncoded();
  }

  /** SEC 1 names the curve inside, which PKCS#8 has outside. */
  private static byte[] named(byte[] sec1, KeyPair pair) throws Exception {
    return new org.bouncycastle.asn1.sec.ECPrivateKey(
            256,
            org.bouncycastle.asn1.sec.ECPrivateKey.getInstance(sec1).getKey(),
            SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded())
                .getAlgorithm()
                .getParameters())
        .getEncoded();
  }

  @Test
  void publicKeysAreReadInEachForm() throws Exception {
    KeyPair rsa = pair("RSA", 2048);
    KeyPair ec = pair("EC", 384);
    byte[] pkcs1 =
        SubjectPublicKeyInfo.getInstance(rsa.getPublic().getEncoded())
            .parsePublicKey()
            .getEncoded();
    VerificationKey rsaKey = VerificationKey.of(rsa.getPublic());
    VerificationKey ecKey = VerificationKey.of(ec.getPublic());
    assertEquals(
        List.of(rsaKey, ecKey),
        believed(
            file("a", "PUBLIC KEY", rsa.getPublic().getEncoded()),
            file("b", "PUBLIC KEY", ec.getPublic().getEncoded()),
            file("c", "RSA PUBLIC KEY", pkcs1),
            file("d", "PRIVATE KEY", ec.getPrivate().getEncoded())));
    assertEquals(JwsAlgorithm.ES384, ecKey.algorithm());
  }

  @Test
  void tokensOfEachKindOfKeyAreBelieved() throws Exception {
    for (int bits : new int[] {256, 384, 521}) {
      Path key = file("ec" + bits, "PRIVATE KEY", pair("EC", bits).getPrivate().getEncoded());
      Cluster cluster =
          new Cluster(settings().with("serviceAccountSigningKeyFile", key.toString()));
      assertEquals("taken", cluster.answer(cluster.plainToken()), "P-" + bits);
    }
  }

  @Test
  void anOldKeyIsBelievedWhileItsFileIsGiven() throws Exception {
    Path old = file("old", "PRIVATE KEY", pair("RSA", 2048).getPrivate().getEncoded());
    Path fresh = file("new", "PRIVATE KEY", pair("RSA", 2048).getPrivate().getEncoded());
    String token =
        new Cluster(settings().with("serviceAccountSigningKeyFile", old.toString())).plainToken();
    GivenSettings rotated = settings().with("serviceAccountSigningKeyFile", fresh.toString());
    assertEquals("invalid signature, no keys found", new Cluster(rotated).answer(token));
    rotated.with("serviceAccountKeyFile", new String[] {old.toString()});
    assertEquals("taken", new Cluster(rotated).answer(token));
  }

  @Test
  void aKeyOnACurveIsWrittenInFullLength() throws Exception {
    for (int i = 0; i < 300; i++) {
      Map<String, ?> jwk = VerificationKey.of(pair("EC", 256).getPublic()).jwk();
      assertEquals("P-256", jwk.get("crv"));
      for (String coordinate : List.of("x", "y")) {
        byte[] bytes = Base64.getUrlDecoder().decode((String) jwk.get(coordinate));
        assertEquals(32, bytes.length);
        assertTrue(new BigInteger(1, bytes).bitLength() <= 256);
      }
    }
  }

  @Test
  void aBadFileIsNamedWithItsFlag() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty"), "nothing");
    assertEquals(
        "service-account-key-file " + empty + ": there are no keys in it",
        assertThrows(IllegalArgumentException.class, () -> believed(empty)).getMessage());
    assertEquals(
        "service-account-signing-key-file " + empty + ": there is no private key in it",
        assertThrows(IllegalArgumentException.class, () -> signing(empty)).getMessage());
    Path dsa =
        file(
            "ed",
            "PRIVATE KEY",
            KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate().getEncoded());
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> signing(dsa))
            .getMessage()
            .contains("neither RSA nor EC"));
  }
}
