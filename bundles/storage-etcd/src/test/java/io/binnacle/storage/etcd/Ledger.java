package io.binnacle.storage.etcd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.storage.KeyValue;
import io.binnacle.api.storage.StorageException;
import io.binnacle.api.storage.Txn;
import io.binnacle.api.storage.TxnResult;
import io.binnacle.api.storage.WatchEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writers that write without end and remember what was acknowledged, watchers beside them, and the
 * check afterwards: every acknowledged write is there, and each watcher saw every change once and
 * in order.
 */
final class Ledger implements AutoCloseable {
  private final EtcdStorage storage;
  private final Map<Long, String> acknowledged = new ConcurrentHashMap<>();
  private final Set<StorageException.Code> failures = ConcurrentHashMap.newKeySet();
  private final AtomicInteger failed = new AtomicInteger();
  private final List<Thread> writers = new ArrayList<>();
  private final List<WatchedEvents> watchers = new ArrayList<>();
  private final long start;
  private volatile boolean stop;

  Ledger(EtcdStorage storage, int writerCount) {
    this.storage = storage;
    start = Engines.await(storage.currentRevision());
    for (int i = 0; i < 3; i++) {
      watcher();
    }
    for (int i = 0; i < writerCount; i++) {
      int id = i;
      Thread writer = new Thread(() -> write(id), "writer-" + i);
      writers.add(writer);
      writer.start();
    }
  }

  /** One more watcher of everything since the beginning. */
  void watcher() {
    WatchedEvents watcher = new WatchedEvents();
    watchers.add(watcher);
    storage.watch("/registry/ledger/", start + 1, watcher);
  }

  private void write(int id) {
    for (int i = 0; !stop; i++) {
      String key = "/registry/ledger/" + id + "/" + i % 5;
      String value = id + ":" + i;
      try {
        TxnResult done =
            Engines.await(
                storage.txn(new Txn(key, Txn.ANY, value.getBytes(StandardCharsets.UTF_8), 0)));
        acknowledged.put(done.revision(), key + "=" + value);
      } catch (StorageException e) {
        failures.add(e.code());
        failed.incrementAndGet();
      }
      Engines.pause(Duration.ofMillis(3));
    }
  }

  int acknowledgedCount() {
    return acknowledged.size();
  }

  int failedCount() {
    return failed.get();
  }

  /** Waits until more writes have been acknowledged, so that the cluster works again. */
  void awaitWrites(int more) {
    int before = acknowledged.size();
    Engines.until(more + " more writes are made", () -> acknowledged.size() >= before + more);
  }

  /** Stops the writers and compares. */
  void check() throws InterruptedException {
    stop = true;
    for (Thread writer : writers) {
      writer.join();
    }
    assertTrue(
        Set.of(StorageException.Code.UNKNOWN_OUTCOME, StorageException.Code.UNAVAILABLE)
            .containsAll(failures),
        () -> "unexpected failures " + failures);
    long end = Engines.await(storage.currentRevision());
    storage.requestProgress();
    for (WatchedEvents watcher : watchers) {
      Engines.until(
          "a watcher comes to " + end,
          () -> {
            assertNull(watcher.error());
            storage.requestProgress();
            return Math.max(watcher.lastRevision(), watcher.progress()) >= end;
          });
    }
    List<WatchEvent> seen = watchers.get(0).events();
    Map<Long, String> byRevision = new HashMap<>();
    Map<String, KeyValue> state = new HashMap<>();
    for (WatchEvent event : seen) {
      KeyValue current = event.current();
      assertNotNull(current);
      KeyValue before = state.put(event.key(), current);
      assertEquals(
          before == null ? 0 : before.modRevision(),
          event.previous() == null ? 0 : event.previous().modRevision(),
          "what was before " + event);
      byRevision.put(
          event.revision(),
          event.key() + "=" + new String(current.value(), StandardCharsets.UTF_8));
    }
    Set<Long> lost = new TreeSet<>(acknowledged.keySet());
    lost.removeIf(revision -> acknowledged.get(revision).equals(byRevision.get(revision)));
    assertTrue(lost.isEmpty(), () -> "acknowledged and not seen: " + lost);
    assertTrue(seen.size() - acknowledged.size() <= failed.get(), "more writes than were made");
    for (WatchedEvents watcher : watchers) {
      assertEquals(lines(seen), lines(watcher.events()));
    }
    System.out.println(
        "ledger: " + acknowledged.size() + " written, " + failed + " failed " + failures);
  }

  private static List<String> lines(List<WatchEvent> events) {
    return events.stream().map(event -> event.revision() + event.key()).toList();
  }

  @Override
  public void close() {
    stop = true;
  }
}
