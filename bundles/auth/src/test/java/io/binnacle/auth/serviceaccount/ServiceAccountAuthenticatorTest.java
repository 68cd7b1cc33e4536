package io.binnacle.auth.serviceaccount;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.binnacle.api.auth.TokenReviewer;
import io.binnacle.api.auth.UserInfo;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.StatusException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceAccountAuthenticatorTest {
  private static final String INVALIDATED = "service account token has been invalidated";

  @TempDir private Path folder;
  private Cluster cluster;

  @BeforeEach
  void start() {
    cluster = new Cluster(folder);
  }

  private String bound(@Nullable String pod, @Nullable String secret, @Nullable String node) {
    return cluster.issuer.issue(Cluster.order(pod, secret, node, 3600)).text();
  }

  @Test
  void aTokenIsItsAccounts() {
    UserInfo user = cluster.owner(cluster.plainToken()).orElseThrow().user();
    assertEquals("system:serviceaccount:ns:bot", user.name());
    assertEquals("a1", user.uid());
    assertEquals(List.of("system:serviceaccounts", "system:serviceaccounts:ns"), user.groups());
    String id = user.extra().get("authentication.kubernetes.io/credential-id").get(0);
    assertEquals("JTI=".length() + 36, id.length());
    assertEquals(1, user.extra().size());
  }

  @Test
  void aPodsTokenTellsPodAndNode() {
    UserInfo user = cluster.owner(bound("p1", null, "u1")).orElseThrow().user();
    Map<String, List<String>> extra = new TreeMap<>(user.extra());
    extra.remove("authentication.kubernetes.io/credential-id");
    assertEquals(
        Map.of(
            "authentication.kubernetes.io/pod-name",
            List.of("web"),
            "authentication.kubernetes.io/pod-uid",
            List.of("p1"),
            "authentication.kubernetes.io/node-name",
            List.of("n1"),
            "authentication.kubernetes.io/node-uid",
            List.of("u1")),
        extra);
  }

  @Test
  void aTokenEndsAMinuteAfterItsTime() {
    String token = cluster.plainToken();
    cluster.clock.set(Cluster.NOW.plusSeconds(3660));
    assertEquals("taken", cluster.answer(token));
    cluster.clock.set(Cluster.NOW.plusSeconds(3661));
    assertEquals("service account token has expired", cluster.answer(token));
    cluster.clock.set(Cluster.NOW.minusSeconds(61));
    assertEquals("service account token is not valid yet", cluster.answer(token));
  }

  @Test
  void aTokenGoesWithItsAccount() {
    String token = cluster.plainToken();
    assertEquals("taken", cluster.answer(token));
    Cluster.delete(cluster.accounts, "ns", "bot");
    assertEquals("serviceaccounts \"bot\" not found", cluster.answer(token));
    Cluster.put(cluster.accounts, "ns", "bot", "a2");
    assertEquals("service account UID (a2) does not match claim (a1)", cluster.answer(token));
  }

  @Test
  void anAccountThatIsBeingDeletedKeepsItsTokenForAMinute() {
    String token = cluster.plainToken();
    Cluster.mark(cluster.accounts, "ns", "bot", Cluster.NOW);
    cluster.clock.set(Cluster.NOW.plusSeconds(60));
    assertEquals("taken", cluster.answer(token));
    cluster.clock.set(Cluster.NOW.plusSeconds(61));
    assertEquals("service account ns/bot has been deleted", cluster.answer(token));
  }

  @Test
  void aTokenGoesWithItsPod() {
    String token = bound("p1", null, "u1");
    assertEquals("taken", cluster.answer(token));
    Cluster.delete(cluster.nodes, "", "n1");
    assertEquals("taken", cluster.answer(token));
    Cluster.mark(cluster.pods, "ns", "web", Cluster.NOW.minusSeconds(61));
    assertEquals(INVALIDATED, cluster.answer(token));
    Cluster.delete(cluster.pods, "ns", "web");
    assertEquals(INVALIDATED, cluster.answer(token));
    Cluster.put(cluster.pods, "ns", "web", "p2");
    assertEquals(
        "pod UID (p2) does not match service account pod ref claim (p1)", cluster.answer(token));
  }

  @Test
  void aTokenGoesWithItsSecretOrNode() {
    String secret = bound(null, "s1", null);
    String node = bound(null, null, "u1");
    assertEquals("taken", cluster.answer(secret));
    assertEquals("taken", cluster.answer(node));
    Cluster.delete(cluster.secrets, "ns", "key");
    Cluster.delete(cluster.nodes, "", "n1");
    assertEquals(INVALIDATED, cluster.answer(secret));
    assertEquals(INVALIDATED, cluster.answer(node));
    Cluster.put(cluster.secrets, "ns", "key", "s2");
    Cluster.put(cluster.nodes, "", "n1", "u2");
    assertEquals(
        "secret UID (s2) does not match service account secret ref claim (s1)",
        cluster.answer(secret));
    assertEquals(
        "node UID (u2) does not match service account node ref claim (u1)", cluster.answer(node));
  }

  @Test
  void aTokenIsGoodForItsAudiencesOnly() {
    String token = cluster.plainToken();
    List<String> asked = List.of("vault", Cluster.HERE.get(0));
    TokenReviewer.Owner owner = cluster.authenticator.owner(token, asked).orElseThrow();
    assertEquals(Cluster.HERE, owner.audiences());
    StatusException e =
        assertThrows(
            StatusException.class,
            () -> cluster.authenticator.owner(token, List.of("vault", "mail")));
    assertEquals(
        "token audiences [\"https://kubernetes.default.svc\"] is invalid for the target audiences"
            + " [\"vault\" \"mail\"]",
        e.getMessage());
  }

  @Test
  void whatIsNoTokenOfOursIsLeftToOthers() {
    for (String token : List.of("", "e", "secret", "e.e.e", "eyJh.eyJh.eyJh", "....")) {
      assertEquals("unknown", cluster.answer(token), token);
    }
  }

  @Test
  void theTokenOfASecretIsGoodWhileItStandsThere() {
    String token = legacyToken("system:serviceaccount:ns:bot");
    assertEquals("service account token does not match server's copy", cluster.answer(token));
    Unstructured secret = Cluster.object("ns", "key", "s1");
    secret.set(Base64.getEncoder().encodeToString(token.getBytes()), "data", "token");
    Cluster.update(cluster.secrets, secret);
    cluster.clock.set(Cluster.NOW.plus(Duration.ofDays(9999)));
    assertEquals("taken", cluster.answer(token));
    UserInfo user = cluster.owner(token).orElseThrow().user();
    assertEquals("system:serviceaccount:ns:bot", user.name());
    assertEquals(Map.of(), user.extra());
    secret.set("2026-01-01", "metadata", "labels", "kubernetes.io/legacy-token-invalid-since");
    Cluster.update(cluster.secrets, secret);
    assertEquals(
        "the token in secret ns/key for service account ns/bot has been marked invalid. Use tokens"
            + " from the TokenRequest API or manually created secret-based tokens, or remove the"
            + " 'kubernetes.io/legacy-token-invalid-since' label from the secret to temporarily"
            + " allow use of this token",
        cluster.answer(token));
    Cluster.delete(cluster.secrets, "ns", "key");
    assertEquals(INVALIDATED, cluster.answer(token));
  }

  @Test
  void theTokenOfASecretMustNameItsAccount() {
    assertEquals(
        "sub claim is invalid", cluster.answer(legacyToken("system:serviceaccount:ns:other")));
  }

  private String legacyToken(String subject) {
    Map<String, @Nullable Object> claims = new TreeMap<>();
    claims.put("iss", "kubernetes/serviceaccount");
    claims.put("sub", subject);
    claims.put("kubernetes.io/serviceaccount/namespace", "ns");
    claims.put("kubernetes.io/serviceaccount/secret.name", "key");
    claims.put("kubernetes.io/serviceaccount/service-account.name", "bot");
    claims.put("kubernetes.io/serviceaccount/service-account.uid", "a1");
    KeyRing.Signer signer = cluster.keys.signer();
    return Jwt.sign(claims, signer.verification(), signer.key());
  }
}
