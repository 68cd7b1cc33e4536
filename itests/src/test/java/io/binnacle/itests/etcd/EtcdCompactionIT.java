package io.binnacle.itests.etcd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.itests.ApiClient;
import io.binnacle.itests.ApiClient.Reply;
import io.binnacle.itests.CacheDrift;
import io.binnacle.itests.EventStream;
import io.binnacle.itests.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** History that goes while clients are at it. */
@Timeout(120)
class EtcdCompactionIT {
  private static final String CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";
  private static final String WATCH = CONFIG_MAPS + "?watch=true&resourceVersion=";

  @TempDir private Path folder;

  @Test
  void historyGoesByTheClockAndWhatIsTooOldIsToldSo() throws Exception {
    try (EtcdMember etcd = EtcdMember.start(folder)) {
      Path home = Files.createDirectory(folder.resolve("server"));
      String[] flags = {etcd.serversFlag(), "--etcd-compaction-interval=1s"};
      TestServer first = TestServer.startIn(home, flags);
      Reply page;
      long old;
      try {
        ApiClient api = ApiClient.admin(first);
        for (int i = 0; i < 5; i++) {
          api.createConfigMap("old-" + i, "x").expect(201);
        }
        page = api.get(CONFIG_MAPS + "?limit=2").expect(200);
        old = Long.parseLong(page.field("metadata", "resourceVersion"));
        aWatchGoesOnWhileHistoryGoes(api, etcd.gateway(), old);
        assertEquals(List.of(), etcd.gateway().readAt(old).items());
        assertFalse(etcd.gateway().readAt(old).status() == 200, "revision " + old + " is kept");
      } finally {
        first.kill();
      }
      // A new server has nothing of that in its cache either.
      try (TestServer again = TestServer.startIn(home, flags)) {
        ApiClient api = ApiClient.admin(again);
        aWatchFromThenIsExpired(api, old);
        aPageFromThenIsExpiredButCanBeGoneOnWith(api, page);
        CacheDrift.assertNone(api, etcd.gateway());
      }
    }
  }

  /** Writes until what was old is compacted away; the watch sees all of it. */
  private static void aWatchGoesOnWhileHistoryGoes(ApiClient api, EtcdGateway etcd, long old)
      throws Exception {
    List<Long> written = new ArrayList<>();
    List<Long> seen = new ArrayList<>();
    try (EventStream watch = api.watch(WATCH + old)) {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (etcd.readAt(old).status() == 200 || written.size() < 50) {
        assertTrue(System.nanoTime() < end, "nothing is compacted");
        Reply made = api.createConfigMap("new-" + written.size(), "x").expect(201);
        written.add(Long.parseLong(made.field("metadata", "resourceVersion")));
        TimeUnit.MILLISECONDS.sleep(20);
      }
      while (seen.size() < written.size()) {
        EventStream.Event event = watch.next(10_000);
        assertNotNull(event, "after " + seen.size() + " of " + written.size());
        seen.add(event.revision());
      }
    }
    assertEquals(written, seen);
  }

  private static void aWatchFromThenIsExpired(ApiClient api, long old) throws Exception {
    try (EventStream watch = api.watch(WATCH + old)) {
      Object error = watch.error(10_000);
      assertEquals("410", Reply.field(error, "code"));
      assertEquals("Expired", Reply.field(error, "reason"));
      assertTrue(
          Reply.field(error, "message").startsWith("too old resource version: " + old + " ("),
          error.toString());
    }
  }

  private static void aPageFromThenIsExpiredButCanBeGoneOnWith(ApiClient api, Reply page)
      throws Exception {
    String next = CONFIG_MAPS + "?limit=500&continue=";
    Reply expired = api.get(next + page.field("metadata", "continue")).expect(410);
    assertEquals("Expired", expired.field("reason"));
    assertTrue(
        expired
            .field("message")
            .startsWith(
                "The provided continue parameter is too old to display a consistent list result."
                    + " You can start a new list without the continue parameter"),
        expired.text());
    String token = expired.field("metadata", "continue");
    assertFalse(token.isEmpty(), expired.text());
    Reply rest = api.get(next + token).expect(200);
    List<String> all = new ArrayList<>(old(page));
    all.addAll(old(rest));
    assertEquals(List.of("old-0", "old-1", "old-2", "old-3", "old-4"), all);
  }

  private static List<String> old(Reply page) {
    return page.items().stream()
        .map(item -> Reply.field(item, "metadata", "name"))
        .filter(name -> name.startsWith("old-"))
        .toList();
  }
}
