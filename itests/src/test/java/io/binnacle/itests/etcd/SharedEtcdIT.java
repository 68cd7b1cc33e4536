package io.binnacle.itests.etcd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.itests.ApiClient;
import io.binnacle.itests.CacheDrift;
import io.binnacle.itests.EventStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three servers on one etcd behave as one. */
@Timeout(240)
class SharedEtcdIT {
  private static final int ROUNDS = Integer.getInteger("binnacle.shared.rounds", 2);
  private static final int WRITERS = 16;
  private static final String CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";
  private static final String WATCH = CONFIG_MAPS + "?watch=true&resourceVersion=";

  @TempDir private static Path folder;
  private static EtcdMember etcd;
  private static SharingServers servers;

  @BeforeAll
  static void start() throws Exception {
    etcd = EtcdMember.start(folder);
    servers = SharingServers.start(3, folder, etcd.serversFlag());
  }

  @AfterAll
  static void stop() throws Exception {
    try {
      if (servers != null) {
        servers.close();
      }
    } finally {
      if (etcd != null) {
        etcd.close();
      }
    }
  }

  private static String revision(ApiClient api) throws Exception {
    return api.get(CONFIG_MAPS + "?limit=1").expect(200).field("metadata", "resourceVersion");
  }

  @Test
  void aWriteThroughOneIsReadAtOnceThroughTheOthersAndSeenByTheirWatches() throws Exception {
    List<Long> written = new ArrayList<>();
    try (EventStream watch = servers.api(2).watch(WATCH + revision(servers.api(0)))) {
      for (int i = 0; i < 60; i++) {
        ApiClient writer = servers.api(i % 3);
        ApiClient reader = servers.api((i + 1 + i / 3 % 2) % 3);
        String name = "at-once-" + i / 2;
        ApiClient.Reply reply =
            i % 2 == 0
                ? writer.createConfigMap(name, "n" + i).expect(201)
                : writer
                    .put(CONFIG_MAPS + "/" + name, ApiClient.configMap(name, "n" + i))
                    .expect(200);
        String resourceVersion = reply.field("metadata", "resourceVersion");
        written.add(Long.parseLong(resourceVersion));
        ApiClient.Reply read = reader.get(CONFIG_MAPS + "/" + name).expect(200);
        assertEquals("n" + i, read.field("data", "text"));
        assertEquals(resourceVersion, read.field("metadata", "resourceVersion"));
        String list = reader.get(CONFIG_MAPS + "?fieldSelector=metadata.name=" + name).text();
        assertTrue(list.contains("\"n" + i + "\""), list);
      }
      List<Long> seen = new ArrayList<>();
      while (seen.size() < written.size()) {
        EventStream.Event event = watch.next(10_000);
        assertNotNull(event, "after " + seen);
        seen.add(event.revision());
      }
      assertEquals(written, seen);
    }
  }

  @Test
  void aWatchResumesOnAnotherServerWhereItEnded() throws Exception {
    long from = Long.parseLong(revision(servers.api(0)));
    Set<Long> written = new TreeSet<>();
    List<Long> seen = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      ApiClient.Reply made = servers.api(i % 3).createConfigMap("resumed-" + i, "x").expect(201);
      written.add(Long.parseLong(made.field("metadata", "resourceVersion")));
      if (i % 5 == 4) {
        // Takes some and leaves some for the next server.
        try (EventStream watch = servers.api(i / 5 % 3).watch(WATCH + from)) {
          while (seen.size() < written.size() - (i == 29 ? 0 : 2)) {
            EventStream.Event event = watch.next(10_000);
            assertNotNull(event, "after " + seen);
            from = event.revision();
            seen.add(from);
          }
        }
      }
    }
    assertEquals(List.copyOf(written), seen);
  }

  @Test
  void nothingAcknowledgedIsLostWhenOneIsKilledAgainAndAgain() throws Exception {
    long seed = Long.getLong("binnacle.seed", System.nanoTime());
    Random random = new Random(seed);
    String when = "seed " + seed;
    Writers writers = new Writers(servers, WRITERS);
    List<EventStream.Event> seen = new ArrayList<>();
    try (EventStream watch = servers.api(0).watch(WATCH + revision(servers.api(0)))) {
      writers.start();
      for (int round = 0; round < ROUNDS; round++) {
        TimeUnit.MILLISECONDS.sleep(300 + random.nextInt(700));
        // The first one has the watch.
        int victim = 1 + random.nextInt(2);
        servers.kill(victim);
        TimeUnit.MILLISECONDS.sleep(random.nextInt(300));
        servers.restart(victim);
      }
      writers.stop();
      Map<String, String> acknowledged = writers.acknowledged();
      assertTrue(acknowledged.size() > WRITERS * ROUNDS, "wrote only " + acknowledged.size());
      Set<String> missing = new TreeSet<>(acknowledged.keySet());
      while (!missing.isEmpty()) {
        EventStream.Event event = watch.next(10_000);
        assertNotNull(event, when + ": the watch never saw " + missing);
        missing.remove(event.name());
        seen.add(event);
      }
      holdAllOf(acknowledged, when);
    }
    for (int i = 1; i < seen.size(); i++) {
      assertTrue(seen.get(i).revision() > seen.get(i - 1).revision(), when + ": " + seen.get(i));
    }
    for (int i = 0; i < servers.size(); i++) {
      CacheDrift.assertNone(servers.api(i), etcd.gateway());
    }
  }

  private static void holdAllOf(Map<String, String> acknowledged, String when) throws Exception {
    for (int i = 0; i < servers.size(); i++) {
      Map<String, String> found = new java.util.HashMap<>();
      for (Object item : servers.api(i).get(CONFIG_MAPS).expect(200).items()) {
        found.put(
            ApiClient.Reply.field(item, "metadata", "name"),
            ApiClient.Reply.field(item, "metadata", "resourceVersion"));
      }
      for (Map.Entry<String, String> entry : acknowledged.entrySet()) {
        assertEquals(
            entry.getValue(), found.get(entry.getKey()), when + ": " + entry.getKey() + " at " + i);
      }
    }
  }
}
