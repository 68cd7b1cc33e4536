package io.binnacle.itests.etcd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.itests.ApiClient;
import io.binnacle.itests.CacheDrift;
import io.binnacle.itests.Outcome;
import io.binnacle.itests.StartingServer;
import io.binnacle.itests.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server whose etcd is not there, or named wrongly, when it starts. */
@Timeout(120)
class EtcdAtStartIT {
  @TempDir private Path folder;

  @Test
  void aServerWaitsForItsEtcdAndSaysSo() throws Exception {
    Path home = Files.createDirectory(folder.resolve("server"));
    int port = FreePort.find();
    try (EtcdMember etcd = EtcdMember.prepared(EtcdMember.OLD, folder, "http");
        StartingServer starting =
            StartingServer.launch(home, etcd.serversFlag(), "--secure-port=" + port)) {
      Path ca = home.resolve("data/pki/ca.crt");
      Eventually.holds("certificates are made", 20, () -> Files.exists(ca));
      ApiClient anybody = new ApiClient(ServerTrust.of(ca), "https://127.0.0.1:" + port);
      Eventually.holds(
          "/readyz says that it is etcd",
          20,
          () -> {
            ApiClient.Reply ready = anybody.get("/readyz");
            return ready.status() == 500 && ready.text().contains("[-]etcd-readiness failed");
          });
      Path log = home.resolve("log");
      Eventually.holds(
          "the log says it",
          20,
          () -> Files.readString(log).contains("binnacle: waiting for etcd since "));
      assertTrue(starting.isStarting());
      etcd.launch();
      try (TestServer server = starting.awaitReady()) {
        ApiClient api = ApiClient.admin(server);
        api.createConfigMap("at-last", "x").expect(201);
        CacheDrift.assertNone(api, etcd.gateway());
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--etcd-servers=127.0.0.1:2379|invalid argument",
        "--etcd-servers=https://127.0.0.1:2379 --etcd-cafile=/no/such|must be a readable file",
        "--etcd-servers=https://127.0.0.1:2379 --etcd-keyfile=/etc/hostname|go together",
        "--etcd-prefix=/x|--etcd-prefix needs --etcd-servers"
      })
  void aBadFlagEndsWithTwoAndOneLine(String flags, String expected) throws Exception {
    Outcome outcome = TestServer.run(folder.resolve("data"), flags.split(" "));
    assertEquals(2, outcome.status(), outcome.err());
    assertEquals(1, outcome.err().lines().count(), outcome.err());
    assertTrue(outcome.err().contains(expected), outcome.err());
    assertFalse(Files.exists(folder.resolve("data")));
  }
}
