package io.binnacle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a scheduler, a controller manager and a garbage collector count on. */
class ControlPlaneIT {
  private static final String SYSTEM = "/api/v1/namespaces/kube-system/configmaps/";
  private static final String LEASES =
      "/apis/coordination.k8s.io/v1/namespaces/kube-system/leases"
          + "?labelSelector=apiserver.kubernetes.io/identity=kube-apiserver";
  private static final String DEFAULT = "/api/v1/namespaces/default";

  private static TestServer server;
  private static ApiClient client;

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.start();
    client = ApiClient.admin(server);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Test
  void whomTheServerBelievesIsPublished() throws Exception {
    String authorities =
        client
            .get(SYSTEM + "extension-apiserver-authentication")
            .expect(200)
            .field("data", "client-ca-file");
    String own = Files.readString(server.folder().resolve("data/pki/ca.crt"));
    assertTrue(authorities.contains(own.strip()), authorities);
  }

  @Test
  void whoSignsTokensCanShareTheServersKey() throws Exception {
    assertTrue(Files.exists(server.folder().resolve("data/pki/sa.key")));
    String since =
        client
            .get(SYSTEM + "kube-apiserver-legacy-service-account-token-tracking")
            .expect(200)
            .field("data", "since");
    assertTrue(!LocalDate.parse(since).isAfter(LocalDate.now().plusDays(1)), since);
  }

  @Test
  void theServerSaysThatItLives() throws Exception {
    List<Map<String, Object>> leases = client.get(LEASES).expect(200).items();
    assertEquals(1, leases.size(), leases.toString());
    String name = ApiClient.Reply.field(leases.get(0), "metadata", "name");
    assertTrue(name.matches("apiserver-[a-z2-7]{26}"), name);
    assertTrue(
        ApiClient.Reply.field(leases.get(0), "spec", "holderIdentity").startsWith(name + "_"));
    Instant renewed = Instant.parse(ApiClient.Reply.field(leases.get(0), "spec", "renewTime"));
    assertTrue(Duration.between(renewed, Instant.now()).toMinutes() < 10, renewed.toString());
  }

  @Test
  void theDependentsOfWhatOrphansThemByDefaultAreCutLoose() throws Exception {
    client
        .post(
            DEFAULT + "/replicationcontrollers",
            "{\"apiVersion\":\"v1\",\"kind\":\"ReplicationController\","
                + "\"metadata\":{\"name\":\"left\"},\"spec\":{\"selector\":{\"a\":\"b\"},"
                + "\"template\":{\"metadata\":{\"labels\":{\"a\":\"b\"}},"
                + "\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i\"}]}}}}")
        .expect(201);
    client.delete(DEFAULT + "/replicationcontrollers/left").expect(200);
    Map<String, Object> left =
        client.get(DEFAULT + "/replicationcontrollers/left").expect(200).body();
    assertEquals(List.of("orphan"), ((Map<?, ?>) left.get("metadata")).get("finalizers"));
  }
}
