package io.binnacle.auth.serviceaccount;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.binnacle.api.object.Unstructured;
import io.binnacle.auth.testing.GivenSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Map;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of people who have no key of the server. */
class ForgedTokenTest {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final String BAD_SIGNATURE = "go-jose/go-jose: error in cryptographic primitive";

  @TempDir private Path folder;
  private Cluster cluster;
  private String good;

  @BeforeEach
  void start() {
    cluster = new Cluster(folder.resolve("server"));
    good = cluster.plainToken();
    assertEquals("taken", cluster.answer(good));
  }

  private static String base64(String text) {
    return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private String part(int index) {
    return good.split("\\.")[index];
  }

  private Map<String, @Nullable Object> claims() {
    return Jwt.parse(good).claims();
  }

  @Test
  void noSignatureIsNoToken() {
    for (String none : new String[] {"none", "None", "NONE", ""}) {
      String header = base64("{\"alg\":\"" + none + "\"}");
      assertEquals("unknown", cluster.answer(header + "." + part(1) + "."), none);
      assertEquals("unknown", cluster.answer(header + "." + part(1) + "." + part(2)), none);
    }
    assertEquals(BAD_SIGNATURE, cluster.answer(part(0) + "." + part(1) + "."));
    assertEquals("unknown", cluster.answer(part(0) + "." + part(1)));
  }

  @Test
  void whoeverIssuedNothingIsUnknown() {
    for (String claims : new String[] {"{}", "{\"iss\":null}", "{\"iss\":[1]}", "{}\"\""}) {
      assertEquals("unknown", cluster.answer(part(0) + "." + base64(claims) + "." + part(2)));
    }
  }

  @Test
  void thePublicKeyIsNoSharedSecret() throws Exception {
    String kid = cluster.keys.signer().verification().id();
    String text = base64("{\"alg\":\"HS256\",\"kid\":\"" + kid + "\"}") + "." + part(1);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(
        new SecretKeySpec(cluster.keys.signer().verification().key().getEncoded(), "HmacSHA256"));
    byte[] signature = mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    assertEquals("unknown", cluster.answer(text + "." + BASE64.encodeToString(signature)));
  }

  @Test
  void aKeyOfSomebodyElseIsNotBelieved() {
    KeyRing other = new KeyRing(GivenSettings.in(folder.resolve("other")).make());
    KeyRing.Signer stranger = other.signer();
    assertEquals(
        "invalid signature, no keys found",
        cluster.answer(Jwt.sign(claims(), stranger.verification(), stranger.key())));
    VerificationKey ours = cluster.keys.signer().verification();
    assertEquals(BAD_SIGNATURE, cluster.answer(Jwt.sign(claims(), ours, stranger.key())));
  }

  @Test
  void anotherKindOfKeyUnderOurKeysNameIsNotBelieved() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("EC").generateKeyPair();
    VerificationKey named =
        new VerificationKey(
            pair.getPublic(), cluster.keys.signer().verification().id(), JwsAlgorithm.ES256);
    KeyPairGenerator p256 = KeyPairGenerator.getInstance("EC");
    p256.initialize(256);
    assertEquals(
        BAD_SIGNATURE,
        cluster.answer(Jwt.sign(claims(), named, p256.generateKeyPair().getPrivate())));
  }

  @Test
  void whatWasSignedCanNotBeChanged() {
    assertEquals(BAD_SIGNATURE, cluster.answer(changed(c -> c.set("x", "aud"))));
    assertEquals(
        BAD_SIGNATURE,
        cluster.answer(changed(c -> c.set("admin", "kubernetes.io", "serviceaccount", "name"))));
    assertEquals(BAD_SIGNATURE, cluster.answer(changed(c -> c.set(1L << 40, "exp"))));
    char last = good.charAt(good.length() - 10);
    String flipped =
        good.substring(0, good.length() - 10)
            + (last == 'A' ? 'B' : 'A')
            + good.substring(good.length() - 9);
    assertEquals(BAD_SIGNATURE, cluster.answer(flipped));
  }

  private String changed(Consumer<Unstructured> change) {
    Unstructured claims = new Unstructured(claims());
    change.accept(claims);
    return part(0)
        + "."
        + BASE64.encodeToString(io.binnacle.schema.json.Json.write(claims.content()))
        + "."
        + part(2);
  }

  @Test
  void anIssuerThatIsNotNamedIsNotOurs() {
    Map<String, @Nullable Object> claims = claims();
    claims.put("iss", "https://elsewhere");
    KeyRing.Signer signer = cluster.keys.signer();
    assertEquals("unknown", cluster.answer(Jwt.sign(claims, signer.verification(), signer.key())));
  }

  @Test
  void whatMustBeUnderstoodAndIsNotIsRefused() {
    String header =
        base64(
            "{\"alg\":\"RS256\",\"crit\":[\"b64\"],\"b64\":false,\"kid\":\""
                + cluster.keys.signer().verification().id()
                + "\"}");
    String text = header + "." + part(1);
    byte[] signature =
        JwsAlgorithm.RS256.sign(
            cluster.keys.signer().key(), text.getBytes(StandardCharsets.US_ASCII));
    assertEquals("unknown", cluster.answer(text + "." + BASE64.encodeToString(signature)));
  }
}
