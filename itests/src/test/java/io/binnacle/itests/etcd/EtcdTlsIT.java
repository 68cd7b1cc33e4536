package io.binnacle.itests.etcd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.itests.ApiClient;
import io.binnacle.itests.StartingServer;
import io.binnacle.itests.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An etcd that speaks TLS and asks for a certificate. */
@Timeout(120)
class EtcdTlsIT {
  private static final String CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";

  @TempDir private Path folder;

  @Test
  void aServerShowsItsCertificateAndOneWithoutItNeverBecomesReady() throws Exception {
    TestPki pki = TestPki.make(folder, "authority");
    Path etcdCertificate = pki.certificate("etcd");
    Path client = pki.certificate("binnacle");
    try (EtcdMember etcd =
        EtcdMember.prepared(
            EtcdMember.OLD,
            folder,
            "https",
            "--client-cert-auth=true",
            "--trusted-ca-file=" + pki.authority(),
            "--cert-file=" + etcdCertificate,
            "--key-file=" + TestPki.key(etcdCertificate))) {
      etcd.launch();
      List<String> flags =
          new ArrayList<>(List.of(etcd.serversFlag(), "--etcd-cafile=" + pki.authority()));
      isNotLetIn(flags);
      flags.add("--etcd-certfile=" + client);
      flags.add("--etcd-keyfile=" + TestPki.key(client));
      try (TestServer server = TestServer.start(flags.toArray(String[]::new))) {
        ApiClient api = ApiClient.admin(server);
        api.createConfigMap("secret-way", "x").expect(201);
        assertEquals("x", api.get(CONFIG_MAPS + "/secret-way").expect(200).field("data", "text"));
      }
    }
  }

  private void isNotLetIn(List<String> flags) throws Exception {
    Path home = Files.createDirectory(folder.resolve("stranger"));
    int port = FreePort.find();
    List<String> words = new ArrayList<>(flags);
    words.add("--secure-port=" + port);
    try (StartingServer starting = StartingServer.launch(home, words.toArray(String[]::new))) {
      Path ca = home.resolve("data/pki/ca.crt");
      Eventually.holds("certificates are made", 20, () -> Files.exists(ca));
      ApiClient anybody = new ApiClient(ServerTrust.of(ca), "https://127.0.0.1:" + port);
      Eventually.holds(
          "/readyz says that it is etcd",
          20,
          () -> anybody.get("/readyz").text().contains("[-]etcd-readiness failed"));
      assertTrue(starting.isStarting());
    }
  }
}
