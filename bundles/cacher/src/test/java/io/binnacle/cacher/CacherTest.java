package io.binnacle.cacher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.cache.CacheWatch;
import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.cache.Snapshot;
import io.binnacle.api.cache.WatchCacheEvent;
import io.binnacle.api.cache.WatchCacheEvent.Type;
import io.binnacle.api.cache.WatchRequest;
import io.binnacle.api.cache.WatchRequest.Start;
import io.binnacle.api.object.GroupResource;
import io.binnacle.api.selector.FieldSelector;
import io.binnacle.api.selector.LabelSelector;
import io.binnacle.api.selector.LabelSelector.Operator;
import io.binnacle.api.selector.LabelSelector.Requirement;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.storage.StorageException;
import io.binnacle.api.storage.Txn;
import io.binnacle.api.testing.MemoryStorage;
import io.binnacle.api.translate.LocalObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CacherTest {
  private static final String PREFIX = "/registry/things/";

  private final ScheduledExecutorService retries = Executors.newSingleThreadScheduledExecutor();
  private final MemoryStorage storage = new MemoryStorage();
  private Cacher cacher;

  @BeforeEach
  void start() {
    cacher =
        new Cacher(
            new GroupResource("", "things"),
            PREFIX,
            new PlainTranslator(),
            Cacher.Shared.of(storage, retries),
            closed -> {});
  }

  @AfterEach
  void stop() {
    cacher.close();
    retries.shutdownNow();
  }

  private long put(String key, String color) {
    byte[] value = color.getBytes(StandardCharsets.UTF_8);
    return storage
        .txn(new Txn(PREFIX + key, Txn.ANY, value, 0))
        .toCompletableFuture()
        .join()
        .revision();
  }

  private long delete(String key) {
    return storage.txn(Txn.delete(PREFIX + key, Txn.ANY)).toCompletableFuture().join().revision();
  }

  private static WatchRequest everything(long from) {
    return new WatchRequest(
        "", LabelSelector.EVERYTHING, FieldSelector.EVERYTHING, from, Start.EVENTS, true);
  }

  private static LabelSelector color(String color) {
    return new LabelSelector(List.of(new Requirement("color", Operator.IN, Set.of(color))));
  }

  private static List<String> drain(CacheWatch watch) {
    List<String> seen = new ArrayList<>();
    for (WatchCacheEvent event = watch.poll(); event != null; event = watch.poll()) {
      LocalObject object = event.object();
      seen.add(event.type() + (object == null ? "" : " " + object.name()) + " " + event.revision());
    }
    return seen;
  }

  @Test
  void aListShowsWhatWasStoredBeforeAndAfterTheStart() {
    put("a/one", "red");
    cacher.startCaching();
    put("b/two", "red");
    Snapshot now = cacher.snapshot(ReadFreshness.MOST_RECENT);
    assertEquals(List.of("one", "two"), now.list("", "").stream().map(LocalObject::name).toList());
    assertEquals(List.of("two"), now.list("b", "").stream().map(LocalObject::name).toList());
    assertEquals(
        List.of("two"), now.list("", PREFIX + "a/one").stream().map(LocalObject::name).toList());
    assertEquals(List.of(), now.list("a", PREFIX + "b/two").stream().toList());
  }

  @Test
  void aSnapshotIsNotTouchedByLaterWrites() {
    cacher.startCaching();
    put("a/one", "red");
    Snapshot before = cacher.snapshot(ReadFreshness.MOST_RECENT);
    delete("a/one");
    assertNotNull(before.get("a", "one"));
    assertNull(cacher.snapshot(ReadFreshness.MOST_RECENT).get("a", "one"));
  }

  @Test
  void anExactReadShowsThatRevision() {
    cacher.startCaching();
    long first = put("a/one", "red");
    put("a/one", "blue");
    assertEquals(
        "red",
        cacher
            .snapshot(ReadFreshness.exactly(first))
            .list("", "")
            .iterator()
            .next()
            .labels()
            .get("color"));
  }

  @Test
  void anExactReadBeforeTheStartComesFromStorage() {
    long first = put("a/one", "red");
    put("a/two", "red");
    cacher.startCaching();
    assertEquals(1, cacher.snapshot(ReadFreshness.exactly(first)).list("", "").size());
  }

  @Test
  void anExactReadOfCompactedHistoryIsToldItExpired() {
    long first = put("a/one", "red");
    storage.compact(put("a/two", "red"));
    cacher.startCaching();
    StatusException e =
        assertThrows(StatusException.class, () -> cacher.snapshot(ReadFreshness.exactly(first)));
    assertEquals(Reason.EXPIRED, e.reason());
  }

  @Test
  void aRevisionThatDoesNotComeIsTooLarge() {
    cacher.startCaching();
    StatusException e =
        assertThrows(StatusException.class, () -> cacher.snapshot(ReadFreshness.notOlderThan(99)));
    assertEquals(Reason.TIMEOUT, e.reason());
  }

  @Test
  void aWatchFromAnOldRevisionIsToldItExpired() {
    put("a/one", "red");
    cacher.startCaching();
    StatusException e = assertThrows(StatusException.class, () -> cacher.watch(everything(1)));
    assertEquals(Reason.EXPIRED, e.reason());
    assertTrue(e.getMessage().contains("too old resource version: 1 (2)"), e.getMessage());
  }

  @Test
  void aWatcherSeesAnObjectEnterAndLeaveItsSelector() {
    cacher.startCaching();
    CacheWatch reds =
        cacher.watch(
            new WatchRequest("", color("red"), FieldSelector.EVERYTHING, 1, Start.EVENTS, false));
    put("a/one", "blue");
    put("a/one", "red");
    put("a/one", "red");
    put("a/one", "blue");
    put("a/two", "red");
    delete("a/two");
    assertEquals(
        List.of("ADDED one 3", "MODIFIED one 4", "DELETED one 5", "ADDED two 6", "DELETED two 7"),
        drain(reds));
  }

  @Test
  void initialEventsEndWithTheAnnotatedBookmark() {
    put("a/one", "red");
    cacher.startCaching();
    CacheWatch watch =
        cacher.watch(
            new WatchRequest(
                "",
                LabelSelector.EVERYTHING,
                FieldSelector.EVERYTHING,
                0,
                Start.INITIAL_EVENTS,
                true));
    assertEquals(Type.ADDED, watch.poll().type());
    WatchCacheEvent last = watch.poll();
    assertTrue(last.isEndOfInitialEvents());
    assertEquals(2, last.revision());
    put("a/two", "red");
    assertEquals(List.of("ADDED two 3"), drain(watch));
  }

  @Test
  void aSignalComesWhenSomethingIsThereAndNotBefore() {
    cacher.startCaching();
    CacheWatch watch = cacher.watch(everything(1));
    AtomicInteger signals = new AtomicInteger();
    watch.whenReady(signals::incrementAndGet);
    assertEquals(0, signals.get());
    put("a/one", "red");
    put("a/one", "blue");
    assertEquals(1, signals.get());
    watch.whenReady(signals::incrementAndGet);
    assertEquals(2, signals.get());
  }

  @Test
  void bytesThatCannotBeReadTakeOnlyTheirObjectAside() {
    put("a/bad", "bad");
    put("a/good", "red");
    cacher.startCaching();
    CacheWatch watch = cacher.watch(everything(3));
    put("a/good", "bad");
    put("a/good", "blue");
    assertEquals(List.of("DELETED good 4", "ADDED good 5"), drain(watch));
    assertEquals(1, cacher.snapshot(ReadFreshness.MOST_RECENT).list("", "").size());
  }

  @Test
  void aReaderThatIsTooSlowIsEndedAndTheOthersGoOn() {
    cacher.startCaching();
    CacheWatch slow = cacher.watch(everything(1));
    CacheWatch quick = cacher.watch(everything(1));
    for (int i = 0; i < 10_001; i++) {
      put("a/" + i % 3, "red");
      quick.poll();
    }
    drain(slow);
    assertTrue(slow.isEnded());
    assertFalse(quick.isEnded());
  }

  @Test
  void brokenStorageEndsWatchesAndTheCacheRecovers() {
    cacher.startCaching();
    CacheWatch watch = cacher.watch(everything(1));
    storage.breakWatches(StorageException.Code.COMPACTED);
    assertTrue(watch.isEnded());
    put("a/one", "red");
    assertEquals(1, cacher.snapshot(ReadFreshness.MOST_RECENT).list("", "").size());
  }

  /**
   * Many watchers with random selectors and starts: each one's folded stream is the list at the
   * end.
   */
  @Test
  void everyWatchersStreamFoldsToTheList() {
    long seed = Long.getLong("binnacle.seed", System.nanoTime());
    Random random = new Random(seed);
    String[] colors = {"red", "blue", "green"};
    cacher.startCaching();
    record Watched(CacheWatch watch, WatchRequest request, Map<String, Long> folded) {}
    List<Watched> all = new ArrayList<>();
    List<Snapshot> past = new ArrayList<>();
    for (int step = 0; step < 3_000; step++) {
      String key = (random.nextBoolean() ? "a/" : "b/") + random.nextInt(20);
      if (random.nextInt(4) == 0) {
        delete(key);
      } else {
        put(key, colors[random.nextInt(3)]);
      }
      if (random.nextInt(50) == 0) {
        past.add(cacher.snapshot(ReadFreshness.MOST_RECENT));
        Snapshot base = past.get(random.nextInt(past.size()));
        LabelSelector labels =
            random.nextBoolean() ? LabelSelector.EVERYTHING : color(colors[random.nextInt(3)]);
        String namespace = new String[] {"", "a", "b"}[random.nextInt(3)];
        boolean fromState = random.nextBoolean();
        WatchRequest request =
            new WatchRequest(
                namespace,
                labels,
                FieldSelector.EVERYTHING,
                fromState ? 0 : base.revision(),
                fromState ? Start.SYNTHETIC_ADDED : Start.EVENTS,
                false);
        Map<String, Long> folded = fromState ? new HashMap<>() : matching(base, request);
        all.add(new Watched(cacher.watch(request), request, folded));
      }
    }
    Snapshot end = cacher.snapshot(ReadFreshness.MOST_RECENT);
    for (Watched watched : all) {
      long last = 0;
      WatchCacheEvent event;
      while ((event = watched.watch().poll()) != null) {
        LocalObject object = event.object();
        boolean known = watched.folded().containsKey(object.key());
        assertEquals(event.type() != Type.ADDED, known, "seed " + seed + ": " + event.type());
        if (last > 0 && watched.request().start() == Start.EVENTS) {
          assertTrue(event.revision() > last, "seed " + seed + ": order");
        }
        last = event.revision();
        if (event.type() == Type.DELETED) {
          watched.folded().remove(object.key());
        } else {
          watched.folded().put(object.key(), object.revision());
        }
      }
      assertEquals(
          matching(end, watched.request()), new TreeMap<>(watched.folded()), "seed " + seed);
    }
  }

  private static Map<String, Long> matching(Snapshot snapshot, WatchRequest request) {
    Map<String, Long> result = new TreeMap<>();
    for (LocalObject object : snapshot.list(request.namespace(), "")) {
      if (request.labels().matches(object.labels())) {
        result.put(object.key(), object.revision());
      }
    }
    return result;
  }
}
