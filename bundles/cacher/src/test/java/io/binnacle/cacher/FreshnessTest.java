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
import io.binnacle.api.cache.WatchRequest;
import io.binnacle.api.metrics.Histogram;
import io.binnacle.api.metrics.Labels;
import io.binnacle.api.metrics.MetricSink;
import io.binnacle.api.object.GroupResource;
import io.binnacle.api.selector.FieldSelector;
import io.binnacle.api.selector.LabelSelector;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.storage.StorageException;
import io.binnacle.api.storage.Txn;
import io.binnacle.api.testing.MemoryStorage;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How reads become fresh, and what is told of objects that can't be read. */
class FreshnessTest {
  private static final String PREFIX = "/registry/things/";

  private final ManualTimer timer = new ManualTimer();
  private final MemoryStorage storage = new MemoryStorage();
  private Cacher cacher;

  @BeforeEach
  void start() {
    cacher =
        new Cacher(
            new GroupResource("", "things"),
            PREFIX,
            new PlainTranslator(),
            Cacher.Shared.of(storage, timer),
            closed -> {});
  }

  @AfterEach
  void stop() {
    cacher.close();
    timer.shutdownNow();
  }

  private long put(String key, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return storage.txn(new Txn(key, Txn.ANY, bytes, 0)).toCompletableFuture().join().revision();
  }

  private Map<String, Double> metrics() {
    Map<String, Double> found = new HashMap<>();
    cacher.collect(
        new MetricSink() {
          @Override
          public void counter(String family, String help, Labels labels, double value) {
            found.merge(family, value, Double::sum);
          }

          @Override
          public void gauge(String family, String help, Labels labels, double value) {
            found.put(family, value);
          }

          @Override
          public void histogram(String family, String help, Labels labels, Histogram values) {
            found.put(family, values.sum());
          }
        });
    return found;
  }

  @Test
  void writesOfOtherTypesCostAReadNothing() {
    cacher.startCaching();
    long revision = put("/registry/others/x", "red");
    Snapshot now = cacher.snapshotNow(ReadFreshness.MOST_RECENT);
    assertNotNull(now);
    assertEquals(revision, now.revision());
  }

  @Test
  void anEngineThatMustBeAskedIsAsked() {
    storage.share();
    cacher.startCaching();
    long revision = put("/registry/others/x", "red");
    assertNull(cacher.snapshotNow(ReadFreshness.MOST_RECENT));
    assertEquals(revision, cacher.snapshot(ReadFreshness.MOST_RECENT).revision());
  }

  @Test
  void aReadWaitsForItsRevisionWithoutAThread() {
    cacher.startCaching();
    CompletableFuture<Snapshot> read =
        cacher.freshSnapshot(ReadFreshness.notOlderThan(3)).toCompletableFuture();
    put(PREFIX + "a/one", "red");
    assertFalse(read.isDone());
    put(PREFIX + "a/two", "red");
    assertEquals(3, read.join().revision());
  }

  @Test
  void closingTheCacheAnswersThoseThatWait() {
    cacher.startCaching();
    CompletableFuture<Snapshot> read =
        cacher.freshSnapshot(ReadFreshness.notOlderThan(3)).toCompletableFuture();
    cacher.close();
    assertTrue(read.isCompletedExceptionally());
  }

  @Test
  void storageThatIsAwayIsToldAndFollowedOnWhenItIsBack() {
    cacher.startCaching();
    put(PREFIX + "a/one", "red");
    CacheWatch watch = cacher.watch(everything());
    storage.setAvailable(false);
    storage.breakWatches(StorageException.Code.UNAVAILABLE);
    StatusException e =
        assertThrows(StatusException.class, () -> cacher.snapshot(ReadFreshness.MOST_RECENT));
    assertEquals(Reason.SERVICE_UNAVAILABLE, e.reason());
    assertNotNull(cacher.snapshotNow(ReadFreshness.ANY));
    timer.runAll();
    storage.setAvailable(true);
    put(PREFIX + "a/two", "red");
    timer.runAll();
    assertEquals(3, cacher.snapshot(ReadFreshness.MOST_RECENT).revision());
    assertEquals("two", watch.poll().object().name());
    assertFalse(watch.isEnded());
    assertEquals(1.0, metrics().get("apiserver_watch_cache_initializations_total"));
  }

  private static WatchRequest everything() {
    return new WatchRequest(
        "", LabelSelector.EVERYTHING, FieldSelector.EVERYTHING, 2, WatchRequest.Start.EVENTS, true);
  }

  @Test
  void aBookmarkTellsTheNewestRevisionThoughNothingHappened() {
    cacher.startCaching();
    CacheWatch watch = cacher.watch(everything());
    long revision = put("/registry/others/x", "red");
    watch.requestBookmark();
    WatchCacheEvent bookmark = watch.poll();
    assertEquals(WatchCacheEvent.Type.BOOKMARK, bookmark.type());
    assertEquals(revision, bookmark.revision());
    assertFalse(bookmark.isEndOfInitialEvents());
  }

  @Test
  void anObjectThatCannotBeReadIsNamedAndComesBack() {
    put(PREFIX + "a/one", "bad");
    cacher.startCaching();
    put(PREFIX + "a/two", "red");
    put(PREFIX + "a/two", "bad");
    Snapshot now = cacher.snapshot(ReadFreshness.MOST_RECENT);
    assertEquals(0, now.list("", "").size());
    assertEquals(2.0, metrics().get("binnacle_cacher_objects_set_aside"));
    StatusException e = assertThrows(StatusException.class, () -> now.get("a", "one"));
    assertEquals(Reason.INTERNAL_ERROR, e.reason());
    assertTrue(e.getMessage().contains(PREFIX + "a/one"), e.getMessage());
    put(PREFIX + "a/one", "red");
    storage.txn(Txn.delete(PREFIX + "a/two", Txn.ANY));
    Snapshot mended = cacher.snapshot(ReadFreshness.MOST_RECENT);
    assertNotNull(mended.get("a", "one"));
    assertNull(mended.get("a", "two"));
    assertEquals(0.0, metrics().get("binnacle_cacher_objects_set_aside"));
  }
}
