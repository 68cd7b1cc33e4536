package io.binnacle.storage.etcd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.storage.RangeRequest;
import io.binnacle.api.storage.StorageException;
import io.binnacle.api.storage.StorageException.Code;
import io.binnacle.api.storage.Txn;
import io.binnacle.storage.etcd.testing.EtcdProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One etcd that is full, slow, compacted behind a watch's back, or asked for too much. */
class SingleFaultTest {
  @TempDir Path dir;

  @Test
  void aFullEtcdRefusesWritesSaysSoAndTakesThemAgainAfterwards() {
    try (EtcdProcess etcd = EtcdProcess.single(dir, "--quota-backend-bytes=3000000");
        EtcdStorage storage = Engines.open(List.of(etcd.url()))) {
      Engines.put(storage, "/registry/first", "1");
      StorageException full = null;
      for (int i = 0; i < 100 && full == null; i++) {
        try {
          byte[] value = new byte[200_000];
          Engines.await(storage.txn(new Txn("/registry/big", Txn.ANY, value, 0)));
        } catch (StorageException e) {
          full = e;
        }
      }
      assertEquals(Code.NO_SPACE, full == null ? null : full.code());
      Engines.until("health tells", () -> storage.health().contains("NOSPACE"));
      assertEquals(1, Engines.await(storage.range(RangeRequest.key("/registry/first"))).count());

      Engines.await(storage.compact(Engines.await(storage.currentRevision())));
      etcd.post("/v3/maintenance/defragment", "{}");
      String alarms = etcd.post("/v3/maintenance/alarm", "{\"action\":\"GET\"}");
      Matcher member = Pattern.compile("\"memberID\":\"(\\d+)\"").matcher(alarms);
      assertTrue(member.find(), alarms);
      etcd.post(
          "/v3/maintenance/alarm",
          "{\"action\":\"DEACTIVATE\",\"alarm\":\"NOSPACE\",\"memberID\":\""
              + member.group(1)
              + "\"}");
      Engines.put(storage, "/registry/again", "1");
      Engines.until("health is back", () -> storage.health().isEmpty());
    }
  }

  @Test
  void aWriteThatWasSentAndNotAnsweredHasAnUnknownOutcome() {
    try (EtcdProcess etcd = EtcdProcess.single(dir);
        EtcdStorage storage =
            Engines.open(List.of(etcd.url()), Duration.ofSeconds(3), Duration.ZERO)) {
      Engines.put(storage, "/registry/a", "1");
      etcd.pause();
      var write = storage.txn(new Txn("/registry/a", Txn.ANY, new byte[] {'2'}, 0));
      assertEquals(Code.UNKNOWN_OUTCOME, Engines.failure(write).code());
      assertEquals(Code.UNAVAILABLE, Engines.failure(storage.currentRevision()).code());
      assertTrue(storage.health().contains("etcd"), storage.health());
      etcd.resume();
      Engines.until("health is back", () -> storage.health().isEmpty());
      Engines.put(storage, "/registry/a", "3");
    }
  }

  @Test
  void aWriteThatCouldNotBeSentWasNotMade() {
    try (EtcdStorage storage =
        Engines.open(List.of("http://127.0.0.1:1"), Duration.ofSeconds(1), Duration.ZERO)) {
      var write = storage.txn(new Txn("/registry/a", Txn.ANY, new byte[] {'2'}, 0));
      assertEquals(Code.UNAVAILABLE, Engines.failure(write).code());
    }
  }

  @Test
  void aValueThatIsTooLargeIsRefusedAndChangesNothing() {
    try (EtcdProcess etcd = EtcdProcess.single(dir);
        EtcdStorage storage = Engines.open(List.of(etcd.url()))) {
      for (int size : new int[] {1_700_000, 5_000_000}) {
        var write = storage.txn(new Txn("/registry/a", Txn.ANY, new byte[size], 0));
        assertEquals(Code.TOO_LARGE, Engines.failure(write).code());
      }
      assertEquals(1, Engines.await(storage.currentRevision()));
    }
  }

  @Test
  void aWatchWhoseHistoryIsCompactedWhileItIsCutOffIsTold() {
    try (EtcdProcess etcd = EtcdProcess.single(dir);
        EtcdStorage storage = Engines.open(List.of(etcd.url()));
        EtcdStorage other = Engines.open(List.of(etcd.url()))) {
      CountDownLatch gate = new CountDownLatch(1);
      WatchedEvents lagging = new WatchedEvents(gate);
      storage.watch("/registry/a/", 1, lagging);
      WatchedEvents inTime = new WatchedEvents();
      other.watch("/registry/a/", 1, inTime);
      Engines.put(other, "/registry/a/1", "0");
      Engines.until("the other sees it", () -> inTime.events().size() == 1);
      Engines.pause(Duration.ofMillis(200));
      etcd.kill();
      etcd.startAgain();
      etcd.awaitServing();
      for (int i = 0; i < 20; i++) {
        Engines.put(other, "/registry/a/1", "x" + i);
      }
      Engines.until("the other saw all", () -> inTime.events().size() == 21);
      Engines.await(other.compact(Engines.await(other.currentRevision())));
      gate.countDown();
      Engines.until("it is told", () -> lagging.error() != null);
      assertEquals(Code.COMPACTED, lagging.error().code());
      WatchedEvents anew = new WatchedEvents();
      storage.watch("/registry/a/", Engines.await(storage.currentRevision()) + 1, anew);
      Engines.put(storage, "/registry/a/2", "1");
      Engines.until("a new watch works", () -> anew.events().size() == 1);
    }
  }

  @Test
  void aWriteThroughOneEngineIsSeenAtOnceThroughAnother() {
    try (EtcdProcess etcd = EtcdProcess.single(dir);
        EtcdStorage one = Engines.open(List.of(etcd.url()));
        EtcdStorage two = Engines.open(List.of(etcd.url()))) {
      WatchedEvents events = new WatchedEvents();
      two.watch("/registry/quiet/", 1, events);
      for (int i = 0; i < 50; i++) {
        long written = Engines.put(one, "/registry/other/" + i, "x").revision();
        assertEquals(written, Engines.await(two.currentRevision()));
        two.requestProgress();
        Engines.until("progress", () -> events.progress() >= written);
      }
    }
  }

  @Test
  void severalEnginesCompactOncePerIntervalToWhereTheIntervalBegan() {
    try (EtcdProcess etcd = EtcdProcess.single(dir);
        EtcdStorage one =
            Engines.open(List.of(etcd.url()), EtcdOptions.PATIENCE, Duration.ofSeconds(1));
        EtcdStorage two =
            Engines.open(List.of(etcd.url()), EtcdOptions.PATIENCE, Duration.ofSeconds(1))) {
      Engines.put(one, "/registry/a", "1");
      long since = System.nanoTime();
      long written = Engines.put(one, "/registry/a", "2").revision();
      Engines.until("it is compacted", () -> Engines.await(two.compactedRevision()) >= written);
      long seconds = Duration.ofNanos(System.nanoTime() - since).toSeconds();
      String key = etcd.post("/v3/kv/range", "{\"key\":\"Y29tcGFjdF9yZXZfa2V5\"}");
      Matcher version = Pattern.compile("\"version\":\"(\\d+)\"").matcher(key);
      assertTrue(version.find(), key);
      assertTrue(Integer.parseInt(version.group(1)) <= seconds + 2, key);
    }
  }
}
