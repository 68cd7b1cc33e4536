package io.binnacle.benchmarks.load.least;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.benchmarks.load.ConfigMaps;
import io.binnacle.benchmarks.load.FanOut;
import io.binnacle.benchmarks.load.Load;
import io.binnacle.benchmarks.load.Measurement;
import io.binnacle.benchmarks.load.client.Client;
import io.binnacle.benchmarks.load.client.Endpoint;
import io.binnacle.benchmarks.load.client.Reply;
import io.binnacle.benchmarks.load.process.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client and the least server, each by the other. */
class LeastServerTest {
  private static final String PATH = "/api/v1/namespaces/bench/configmaps";

  @TempDir Path folder;
  private ServerConnector server;
  private Target target;
  private Client client;
  private ConfigMaps objects;

  @BeforeEach
  void start() throws Exception {
    Path keys = folder.resolve("keys.p12");
    String[] keytool = {
      Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
      "-genkeypair",
      "-alias",
      "a",
      "-keyalg",
      "EC",
      "-dname",
      "CN=127.0.0.1",
      "-storetype",
      "PKCS12",
      "-storepass",
      LeastServer.PASSWORD,
      "-keystore",
      keys.toString()
    };
    Process made =
        new ProcessBuilder(keytool).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    assertEquals(0, made.waitFor());
    server = LeastServer.start(keys, folder.resolve("log"), 200);
    Endpoint endpoint = new Endpoint("127.0.0.1", server.getLocalPort(), "t");
    target = new Target("least", endpoint, List.of(ProcessHandle.current().pid()));
    client = Client.of(endpoint, 2);
    objects = new ConfigMaps(client, 100);
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    server.getServer().stop();
  }

  @Test
  void whatIsWrittenIsReadUntilItIsDeleted() throws Exception {
    assertTrue(objects.create("a-", 1));
    Reply got = client.get(PATH + "/a-1");
    assertTrue(got.text().contains("\"resourceVersion\":\"2\",\"namespace\":\"bench\""));
    assertTrue(objects.update("a-", 1, 17));
    assertTrue(client.get(PATH + "/a-1").text().contains("\"generation\":\"17\""));
    assertEquals("3", objects.revision("/a-1"));
    assertTrue(objects.delete("a-1"));
    assertFalse(objects.get("a-1"));
    assertFalse(objects.delete("a-1"));
  }

  @Test
  void listsAreWholeByLabelAndByPages() throws Exception {
    assertEquals(0, Load.measure(target, 45, 8, i -> objects.create("a-", i)).errors());
    String all = client.get(PATH).text();
    assertEquals(46, all.split("\\{\"metadata\":").length);
    assertTrue(all.endsWith("\"}}]}"));
    assertEquals(5, client.get(PATH + "?labelSelector=shard%3D7").text().split("\"uid\"").length);
    assertEquals(5, objects.listPages(10));
  }

  @Test
  void everyWatcherGetsEveryUpdate() throws Exception {
    objects.create("a-", 0);
    try (FanOut fanOut = new FanOut(target, objects, "a-", 230)) {
      Measurement fast = fanOut.run(20, 8);
      assertEquals(20 * 230, fast.operations());
      assertEquals(0, fast.errors());
      assertEquals(5 * 230, fanOut.run(5, 1).operations());
    }
  }

  @Test
  void aServerThatGoesIsAnErrorAndNoHang() throws Exception {
    server.getServer().stop();
    assertThrows(IOException.class, () -> client.get(PATH));
    assertEquals(5, Load.measure(target, 5, 2, i -> objects.get("a")).errors());
  }
}
