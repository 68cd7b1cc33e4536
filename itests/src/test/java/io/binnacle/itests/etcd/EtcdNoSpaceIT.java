package io.binnacle.itests.etcd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.itests.ApiClient;
import io.binnacle.itests.ApiClient.Reply;
import io.binnacle.itests.CacheDrift;
import io.binnacle.itests.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An etcd that has used up its quota. */
@Timeout(120)
class EtcdNoSpaceIT {
  private static final String CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";
  private static final String LARGE = "x".repeat(900_000);

  @TempDir private Path folder;

  @Test
  void writesAreRefusedInEtcdsWordsAndReadsAndDeletesGoOn() throws Exception {
    try (EtcdMember etcd = EtcdMember.start(folder, "--quota-backend-bytes=" + (16 << 20));
        TestServer server = TestServer.start(etcd.serversFlag())) {
      ApiClient api = ApiClient.admin(server);
      int made = fill(api);
      Reply refused = api.createConfigMap("small", "x").expect(500);
      assertEquals("Status", refused.field("kind"));
      assertTrue(refused.field("message").contains("database space exceeded"), refused.text());
      assertEquals(made, count(api));
      Eventually.holds(
          "/readyz says that it is etcd",
          20,
          () -> api.get("/readyz").text().contains("[-]etcd-readiness failed"));
      Reply update = api.put(CONFIG_MAPS + "/large-0", ApiClient.configMap("large-0", "y"));
      assertTrue(update.expect(500).text().contains("database space exceeded"), update.text());
      for (int i = 0; i < made - 1; i++) {
        api.delete(CONFIG_MAPS + "/large-" + i).expect(200);
      }
      assertEquals(1, count(api));
      CacheDrift.assertNone(api, etcd.gateway());
      etcd.gateway().makeRoom();
      Eventually.holds("writes go on", 20, () -> api.createConfigMap("small", "x").status() == 201);
      CacheDrift.assertNone(api, etcd.gateway());
    }
  }

  private static int fill(ApiClient api) throws Exception {
    for (int made = 0; made < 40; made++) {
      Reply reply = api.createConfigMap("large-" + made, LARGE);
      if (reply.status() != 201) {
        assertTrue(
            reply.expect(500).field("message").contains("database space exceeded"), reply.text());
        return made;
      }
    }
    throw new AssertionError("the quota was never used up");
  }

  /** Those that this test made. */
  private static long count(ApiClient api) throws Exception {
    return api.get(CONFIG_MAPS).expect(200).items().stream()
        .filter(item -> Reply.field(item, "metadata", "name").startsWith("large-"))
        .count();
  }
}
