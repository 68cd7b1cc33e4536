package io.binnacle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Tokens of service accounts, asked for and shown by the real kubectl. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServiceAccountTokenIT {
  private TestServer server;
  private Kubectl kubectl;

  @BeforeAll
  void start() throws Exception {
    server = TestServer.start();
    kubectl = server.kubectl();
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
  }

  private String ok(String... words) throws Exception {
    Outcome outcome = kubectl.run(words);
    assertEquals(0, outcome.status(), () -> String.join(" ", words) + "\n" + outcome.err());
    return outcome.out().strip();
  }

  /** Runs kubectl with nothing but a token. */
  private Outcome by(String token, String... words) throws Exception {
    Path config = server.folder().resolve("by-token");
    Files.writeString(
        config,
        """
        apiVersion: v1
        kind: Config
        clusters:
        - name: it
          cluster:
            server: %s
            insecure-skip-tls-verify: true
        users:
        - name: it
          user:
            token: "%s"
        contexts:
        - name: it
          context: {cluster: it, user: it}
        current-context: it
        """
            .formatted(server.url(), token));
    return new Kubectl(config, server.folder()).run(words);
  }

  private boolean isRefused(String token) throws Exception {
    Outcome outcome = by(token, "get", "--raw", "/api");
    assertTrue(outcome.status() != 0, token);
    return outcome.err().contains("Unauthorized") || outcome.err().contains("must be logged in");
  }

  private void isTaken(String token) throws Exception {
    Outcome outcome = by(token, "get", "--raw", "/api");
    assertEquals(0, outcome.status(), outcome::err);
  }

  private String account(String name) throws Exception {
    ok("create", "serviceaccount", name);
    return ok("create", "token", name);
  }

  @Test
  void theOwnerOfATokenIsItsAccount() throws Exception {
    String token = account("who");
    Outcome who = by(token, "auth", "whoami", "-o", "json");
    assertEquals(0, who.status(), who::err);
    String uid = ok("get", "serviceaccount", "who", "-o", "jsonpath={.metadata.uid}");
    assertTrue(who.out().contains("\"username\": \"system:serviceaccount:default:who\""), who::out);
    assertTrue(who.out().contains("\"uid\": \"" + uid + "\""), who::out);
    for (String group :
        List.of(
            "system:serviceaccounts", "system:serviceaccounts:default", "system:authenticated")) {
      assertTrue(who.out().contains("\"" + group + "\""), who::out);
    }
    assertTrue(who.out().contains("\"JTI="), who::out);
  }

  @Test
  void anAccountMayDoWhatItsRolesAllow() throws Exception {
    String token = account("reader");
    Outcome before = by(token, "get", "configmaps");
    assertTrue(
        before
            .err()
            .contains(
                "configmaps is forbidden: User \"system:serviceaccount:default:reader\" cannot list"
                    + " resource \"configmaps\" in API group \"\" in the namespace \"default\""),
        before::err);
    ok("create", "role", "reads", "--verb=list", "--resource=configmaps");
    ok("create", "rolebinding", "reads", "--role=reads", "--serviceaccount=default:reader");
    long deadline = System.nanoTime() + 20_000_000_000L;
    Outcome after = before;
    while (after.status() != 0 && System.nanoTime() - deadline < 0) {
      after = by(token, "get", "configmaps");
    }
    assertEquals(0, after.status(), after::err);
  }

  @Test
  void aTokenEndsWithItsAccount() throws Exception {
    String token = account("brief");
    isTaken(token);
    ok("delete", "serviceaccount", "brief");
    assertTrue(isRefused(token));
    String again = account("brief");
    assertTrue(isRefused(token), "the account is another one now");
    isTaken(again);
  }

  @Test
  void aTokenIsBoundToAPod() throws Exception {
    account("runner");
    Outcome made =
        kubectl.runWithInput(
            """
            {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "bound"},
             "spec": {"serviceAccountName": "runner",
                      "containers": [{"name": "c", "image": "i"}]}}
            """,
            "create",
            "-f",
            "-");
    assertEquals(0, made.status(), made::err);
    String token =
        ok("create", "token", "runner", "--bound-object-kind=Pod", "--bound-object-name=bound");
    Outcome who = by(token, "auth", "whoami", "-o", "json");
    assertTrue(who.out().contains("authentication.kubernetes.io/pod-name"), who::out);
    ok("delete", "pod", "bound", "--now", "--wait=false");
    assertTrue(isRefused(token));
    Outcome missing =
        kubectl.run(
            "create", "token", "runner", "--bound-object-kind=Pod", "--bound-object-name=bound");
    assertTrue(missing.err().contains("pods \"bound\" not found"), missing::err);
    Outcome secret =
        kubectl.run(
            "create", "token", "runner", "--bound-object-kind=Secret", "--bound-object-name=nope");
    assertTrue(secret.err().contains("secrets \"nope\" not found"), secret::err);
  }

  @Test
  void whatIsAskedForIsChecked() throws Exception {
    account("checked");
    Outcome brief = kubectl.run("create", "token", "checked", "--duration=9m");
    assertTrue(
        brief
            .err()
            .contains(
                "spec.expirationSeconds: Invalid value: 540: may not specify a duration less than"
                    + " 10 minutes"),
        brief::err);
    Outcome endless = kubectl.run("create", "token", "checked", "--duration=1200000h");
    assertTrue(
        endless.err().contains("may not specify a duration larger than 2^32 seconds"),
        endless::err);
    Outcome nobody = kubectl.run("create", "token", "nobody");
    assertTrue(nobody.err().contains("serviceaccounts \"nobody\" not found"), nobody::err);
  }

  @Test
  void aTokenForSomebodyElseIsNotTakenHere() throws Exception {
    account("caller");
    String token = ok("create", "token", "caller", "--audience=vault");
    assertTrue(isRefused(token));
    String review =
        """
        {"apiVersion": "authentication.k8s.io/v1", "kind": "TokenReview",
         "spec": {"token": "%s", "audiences": ["%s"]}}
        """;
    Outcome vault =
        kubectl.runWithInput(
            review.formatted(token, "vault"),
            "create",
            "--validate=false",
            "-f",
            "-",
            "-o",
            "json");
    assertTrue(vault.out().contains("\"authenticated\": true"), vault::out);
    Outcome mail =
        kubectl.runWithInput(
            review.formatted(token, "mail"), "create", "--validate=false", "-f", "-", "-o", "json");
    assertTrue(
        mail.out()
            .contains(
                "[invalid bearer token, token audiences [\\\"vault\\\"] is invalid for the target"
                    + " audiences [\\\"mail\\\"]]"),
        mail::out);
  }

  @Test
  void forgedTokensAreRefused() throws Exception {
    String token = account("target");
    isTaken(token);
    String[] parts = token.split("\\.");
    String none = base64("{\"alg\":\"none\"}");
    assertTrue(isRefused(none + "." + parts[1] + "."));
    assertTrue(isRefused(parts[0] + "." + parts[1] + "."));
    String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    String changed = payload.replace("\"target\"", "\"admin\"");
    assertFalse(changed.equals(payload));
    assertTrue(isRefused(parts[0] + "." + base64(changed) + "." + parts[2]));
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void othersFindTheKeysIfTheyMay() throws Exception {
    String token = account("relying");
    Outcome configuration = by(token, "get", "--raw", "/.well-known/openid-configuration");
    assertEquals(0, configuration.status(), configuration::err);
    assertTrue(
        configuration.out().contains("\"jwks_uri\":\"" + server.url() + "/openid/v1/jwks\""),
        configuration::out);
    Outcome keys = by(token, "get", "--raw", "/openid/v1/jwks");
    String header =
        new String(Base64.getUrlDecoder().decode(token.split("\\.")[0]), StandardCharsets.UTF_8);
    String id = header.replaceAll(".*\"kid\":\"([^\"]+)\".*", "$1");
    assertTrue(keys.out().contains("\"kid\":\"" + id + "\""), keys::out);
  }

  @Test
  void theKeyIsTheOwnersAloneAndStays() throws Exception {
    String token = account("steady");
    Path key = server.folder().resolve("data/pki/sa.key");
    assertEquals(
        "rw-------",
        java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
    isTaken(token);
  }
}
