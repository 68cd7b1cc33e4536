package io.binnacle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the server again and again under 16 writers: what was acknowledged is there afterwards,
 * what was not is there whole or not at all, and it always starts again.
 */
class CrashIT {
  private static final int ROUNDS = Integer.getInteger("binnacle.crash.rounds", 20);
  private static final int WRITERS = 16;
  private static final String PAYLOAD = "x".repeat(1_000);

  @TempDir private Path folder;
  private final Map<String, Integer> acknowledged = new ConcurrentHashMap<>();

  @Test
  void nothingAcknowledgedIsLostWhenTheServerIsKilled() throws Exception {
    long seed = Long.getLong("binnacle.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      TestServer server = TestServer.startIn(folder);
      try {
        check(server, "seed " + seed + ", round " + round);
        writeUntilKilled(server, round, 200 + random.nextInt(600));
      } finally {
        server.kill();
      }
    }
    TestServer beforeLast = TestServer.startIn(folder);
    try {
      check(beforeLast, "seed " + seed + ", before the end");
      CacheDrift.assertNoneAndKill(beforeLast);
    } finally {
      beforeLast.kill();
    }
    TestServer last = TestServer.startIn(folder);
    try {
      check(last, "seed " + seed + ", at the end");
    } finally {
      assertEquals(0, last.stop());
    }
    assertTrue(acknowledged.size() > ROUNDS * WRITERS, "wrote only " + acknowledged.size());
  }

  private void writeUntilKilled(TestServer server, int round, long millis) throws Exception {
    HttpClient http = HttpClient.newBuilder().sslContext(server.tls()).build();
    AtomicBoolean killed = new AtomicBoolean();
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    for (int w = 0; w < WRITERS; w++) {
      int writer = w;
      writers.submit(() -> write(http, server.url(), "r" + round + "-w" + writer, killed));
    }
    TimeUnit.MILLISECONDS.sleep(millis);
    server.kill();
    killed.set(true);
    writers.shutdown();
    assertTrue(writers.awaitTermination(30, TimeUnit.SECONDS));
  }

  private void write(HttpClient http, String url, String prefix, AtomicBoolean killed) {
    for (int i = 0; !killed.get(); i++) {
      String name = prefix + "-" + i;
      String body =
          "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\""
              + name
              + "\"},\"data\":{\"payload\":\""
              + PAYLOAD
              + "\",\"n\":\""
              + i
              + "\"}}";
      try {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(url + "/api/v1/namespaces/default/configmaps"))
                .timeout(java.time.Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<Void> response = http.send(request, BodyHandlers.discarding());
        if (response.statusCode() == 201) {
          acknowledged.put(name, i);
        }
      } catch (IOException gone) {
        // The server has been killed: this write was not acknowledged.
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Compares by one list; every object in it is whole. */
  private void check(TestServer server, String when) throws Exception {
    String listed =
        server
            .kubectl()
            .run(
                "get",
                "configmaps",
                "-o",
                "jsonpath={range .items[*]}{.metadata.name} {.data.n} {.data.payload}{\"\\n\"}{end}")
            .ok()
            .out();
    Map<String, String> found = new java.util.HashMap<>();
    for (String line : listed.split("\n")) {
      String[] words = line.split(" ");
      if (words.length == 3) {
        found.put(words[0], words[1]);
        assertEquals(PAYLOAD, words[2], when + ": half of " + words[0]);
      }
    }
    acknowledged.forEach(
        (name, n) -> assertEquals(n.toString(), found.get(name), when + ": " + name));
  }
}
