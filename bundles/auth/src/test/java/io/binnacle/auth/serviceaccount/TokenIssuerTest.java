package io.binnacle.auth.serviceaccount;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.auth.ServiceAccountIssuer;
import io.binnacle.api.object.Unstructured;
import io.binnacle.auth.testing.GivenSettings;
import io.binnacle.schema.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenIssuerTest {
  private static final long NOW = Cluster.NOW.getEpochSecond();

  @TempDir private Path folder;

  private static Unstructured claims(String token) {
    return new Unstructured(Jwt.parse(token).claims());
  }

  private static String text(Optional<byte[]> json) {
    return new String(json.orElseThrow(), StandardCharsets.UTF_8);
  }

  @Test
  void aTokenSaysWhoAndForWhomAndHowLong() {
    Cluster cluster = new Cluster(folder);
    ServiceAccountIssuer.Token token = cluster.issuer.issue(Cluster.order("p1", null, "u1", 600));
    Unstructured claims = claims(token.text());
    String id = (String) claims.remove("jti");
    assertEquals(36, id.length());
    assertEquals(
        "{\"aud\":[\"https://kubernetes.default.svc\"],\"exp\":"
            + (NOW + 600)
            + ",\"iat\":"
            + NOW
            + ",\"iss\":\"https://kubernetes.default.svc\",\"kubernetes.io\":{\"namespace\":\"ns\","
            + "\"node\":{\"name\":\"n1\",\"uid\":\"u1\"},\"pod\":{\"name\":\"web\",\"uid\":\"p1\"},"
            + "\"serviceaccount\":{\"name\":\"bot\",\"uid\":\"a1\"}},\"nbf\":"
            + NOW
            + ",\"sub\":\"system:serviceaccount:ns:bot\"}",
        Json.text(claims.content()));
    assertEquals(Cluster.NOW, token.issuedAt());
    assertEquals(600, token.expirationSeconds());
  }

  @Test
  void theTokenOfAVolumeIsGoodForAYear() {
    Cluster cluster = new Cluster(folder);
    ServiceAccountIssuer.Token token = cluster.issuer.issue(Cluster.order("p1", null, null, 3607));
    assertEquals(3607, token.expirationSeconds());
    assertEquals(NOW + 365 * 24 * 3600, claims(token.text()).number(0, "exp"));
    assertEquals(NOW + 3607, claims(token.text()).number(0, "kubernetes.io", "warnafter"));
    String noPod = cluster.issuer.issue(Cluster.order(null, null, null, 3607)).text();
    assertEquals(NOW + 3607, claims(noPod).number(0, "exp"));
    String otherTime = cluster.issuer.issue(Cluster.order("p1", null, null, 3608)).text();
    assertEquals(NOW + 3608, claims(otherTime).number(0, "exp"));
  }

  @Test
  void theLongerTimeCanBeSwitchedOff() {
    Cluster cluster =
        new Cluster(GivenSettings.in(folder).with("serviceAccountExtendTokenExpiration", false));
    String token = cluster.issuer.issue(Cluster.order("p1", null, null, 3607)).text();
    assertEquals(NOW + 3607, claims(token).number(0, "exp"));
  }

  @Test
  void noTokenIsGoodForLongerThanAllowed() {
    Cluster cluster =
        new Cluster(GivenSettings.in(folder).with("serviceAccountMaxTokenExpirationSeconds", 7200));
    ServiceAccountIssuer.Token token = cluster.issuer.issue(Cluster.order(null, null, null, 9999));
    assertEquals(7200, token.expirationSeconds());
    assertEquals(NOW + 7200, claims(token.text()).number(0, "exp"));
  }

  @Test
  void theFirstIssuerIsNamedAndAllAreAudiences() {
    GivenSettings settings =
        GivenSettings.in(folder)
            .with("serviceAccountIssuer", new String[] {"https://new", "https://old"});
    Cluster cluster = new Cluster(settings);
    assertEquals(List.of("https://new", "https://old"), cluster.issuer.audiences());
    assertEquals("https://new", claims(cluster.plainToken()).string("iss"));
    Cluster named = new Cluster(settings.with("apiAudiences", new String[] {"api"}));
    assertEquals(List.of("api"), named.issuer.audiences());
  }

  @Test
  void othersFindTheKeys() {
    Cluster cluster = new Cluster(folder);
    assertEquals(
        "{\"issuer\":\"https://kubernetes.default.svc\","
            + "\"jwks_uri\":\"https://192.0.2.1:6443/openid/v1/jwks\","
            + "\"response_types_supported\":[\"id_token\"],"
            + "\"subject_types_supported\":[\"public\"],"
            + "\"id_token_signing_alg_values_supported\":[\"RS256\"]}",
        text(cluster.issuer.configuration("192.0.2.1:6443")));
    String keys = text(cluster.issuer.keySet());
    String kid = cluster.keys.signer().verification().id();
    assertTrue(
        keys.startsWith(
            "{\"keys\":[{\"use\":\"sig\",\"kty\":\"RSA\",\"kid\":\""
                + kid
                + "\",\"alg\":\"RS256\""),
        keys);
    assertTrue(keys.endsWith("\"e\":\"AQAB\"}]}"), keys);
    assertEquals(256, ((String) key(keys).get("n")).length() * 6 / 8);
  }

  private static Map<?, ?> key(String keySet) {
    return (Map<?, ?>) ((List<?>) ((Map<?, ?>) Json.parse(keySet)).get("keys")).get(0);
  }

  @Test
  void anIssuerThatIsNoHttpsUrlIsNotDiscovered() {
    for (String issuer : List.of("me", "http://me", "https://me?a=b", "https://me#a")) {
      GivenSettings settings =
          GivenSettings.in(folder).with("serviceAccountIssuer", new String[] {issuer});
      Cluster cluster = new Cluster(settings);
      assertEquals(Optional.empty(), cluster.issuer.configuration("h:1"), issuer);
      assertEquals(Optional.empty(), cluster.issuer.keySet(), issuer);
    }
  }
}
