package io.binnacle.cacher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.cache.WatchCacheEvent;
import io.binnacle.api.cache.WatchRequest;
import io.binnacle.api.selector.FieldSelector;
import io.binnacle.api.selector.LabelSelector;
import io.binnacle.api.translate.LocalObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WatchCacheTest {
  private static final String PREFIX = "/r/";

  private final StoreSnapshot nothing = StoreSnapshot.empty(PREFIX, new ReadMetrics());
  private final EventMetrics metrics = new EventMetrics();

  private WatchCache cache(WatchCache.Limits limits) {
    WatchCache cache = new WatchCache(nothing, metrics, limits);
    cache.replace(nothing.at(1));
    return cache;
  }

  private static StoredChange change(String key, long revision, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    LocalObject object = new PlainTranslator().toLocal(PREFIX + key, bytes, revision);
    return new StoredChange(PREFIX + key, revision, object, null);
  }

  private static QueuedWatcher watch(WatchCache cache, long from) {
    return cache.register(
        new WatchRequest(
            "",
            LabelSelector.EVERYTHING,
            FieldSelector.EVERYTHING,
            from,
            WatchRequest.Start.EVENTS,
            false),
        watcher -> {});
  }

  private static List<String> drain(QueuedWatcher watcher) {
    List<String> seen = new ArrayList<>();
    for (WatchCacheEvent e = watcher.poll(); e != null; e = watcher.poll()) {
      seen.add(e.type() + " " + e.object().name() + " " + e.revision());
    }
    return seen;
  }

  @Test
  void changesOfOneRevisionComeTogether() {
    WatchCache cache = cache(WatchCache.Limits.USUAL);
    QueuedWatcher live = watch(cache, 1);
    cache.watchHandler(List.of(change("a/x", 5, "red"), change("a/y", 5, "red")));
    cache.watchHandler(List.of(change("a/z", 6, "red")));
    List<String> all = List.of("ADDED x 5", "ADDED y 5", "ADDED z 6");
    assertEquals(all, drain(live));
    assertEquals(all, drain(watch(cache, 1)));
    assertEquals(List.of("ADDED z 6"), drain(watch(cache, 5)));
    assertEquals(2, cache.at(5).objects().size());
    assertEquals(0, cache.at(4).objects().size());
  }

  @Test
  void aBurstIsSignalledOnceAndWithNoLockHeld() {
    WatchCache cache = cache(WatchCache.Limits.USUAL);
    QueuedWatcher watcher = watch(cache, 1);
    AtomicInteger signals = new AtomicInteger();
    AtomicBoolean free = new AtomicBoolean();
    watcher.whenReady(
        () -> {
          signals.incrementAndGet();
          CompletableFuture<Integer> other = CompletableFuture.supplyAsync(cache::watcherCount);
          free.set(other.completeOnTimeout(-1, 5, TimeUnit.SECONDS).join() == 1);
        });
    cache.watchHandler(List.of(change("a/x", 5, "red"), change("a/x", 6, "blue")));
    assertEquals(1, signals.get());
    assertTrue(free.get(), "another thread could not use the cache meanwhile");
    assertEquals(2, drain(watcher).size());
  }

  @Test
  void theWindowKeepsManyWhileFreshAndFewOnceOld() {
    WatchWindow.Limits limits = new WatchWindow.Limits(2, 50, 1_000_000, 10, 1_000_000);
    WatchWindow window = new WatchWindow(limits, nothing.at(1));
    StoreSnapshot state = nothing.at(1);
    long now = 0;
    for (long revision = 2; revision <= 31; revision++) {
      StoredChange change = change("a/" + revision, revision, "red");
      state = state.after(change);
      window.append(new ChangeEvent(revision, null, change.object()), state, now);
    }
    assertEquals(1, window.oldestRevision());
    now += WatchWindow.FRESH + 1;
    StoredChange late = change("a/late", 32, "red");
    state = state.after(late);
    window.append(new ChangeEvent(32, null, late.object()), state, now);
    assertEquals(22, window.oldestRevision());
    assertEquals(10, window.since(22).size());
    assertNull(window.at(21));
    assertEquals(21, window.at(22).objects().size());
    assertEquals(31, window.at(40).objects().size());
  }

  @Test
  void theWindowIsBoundByTheBytesThatOnlyItHolds() {
    WatchWindow.Limits limits = new WatchWindow.Limits(2, 1_000, 5, 1_000, 5);
    WatchWindow window = new WatchWindow(limits, nothing.at(1));
    StoreSnapshot state = nothing.at(1);
    LocalObject previous = null;
    for (long revision = 2; revision <= 9; revision++) {
      StoredChange change = change("a/x", revision, "red");
      state = state.after(change);
      window.append(new ChangeEvent(revision, previous, change.object()), state, 0);
      previous = change.object();
    }
    // The JSON of this test's objects is one digit, and the newest five may supersede one each.
    assertEquals(5, window.since(window.oldestRevision()).size());
  }
}
