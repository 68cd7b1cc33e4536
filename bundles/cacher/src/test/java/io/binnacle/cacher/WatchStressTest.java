package io.binnacle.cacher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.cache.CacheWatch;
import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.cache.WatchCacheEvent;
import io.binnacle.api.cache.WatchCacheEvent.Type;
import io.binnacle.api.cache.WatchRequest;
import io.binnacle.api.cache.WatchRequest.Start;
import io.binnacle.api.object.GroupResource;
import io.binnacle.api.selector.FieldSelector;
import io.binnacle.api.selector.LabelSelector;
import io.binnacle.api.storage.Txn;
import io.binnacle.api.testing.MemoryStorage;
import io.binnacle.api.translate.LocalObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads that write, watch and wait for signals at once. */
@Timeout(60)
class WatchStressTest {
  private static final String PREFIX = "/registry/things/";
  private static final String LAST = PREFIX + "a/last";

  private final MemoryStorage storage = new MemoryStorage();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @Test
  void watchersThatComeAndWaitWhileOthersWriteMissNothing() throws Exception {
    long seed = Long.getLong("binnacle.seed", System.nanoTime());
    Cacher cacher =
        new Cacher(
            new GroupResource("", "things"),
            PREFIX,
            new PlainTranslator(),
            Cacher.Shared.of(storage, timer),
            closed -> {});
    cacher.startCaching();
    try {
      List<Future<Void>> writers = new ArrayList<>();
      for (int w = 0; w < 2; w++) {
        Random random = new Random(seed + w);
        writers.add(threads.submit(() -> write(random)));
      }
      List<Future<Map<String, Long>>> watchers = new ArrayList<>();
      Random random = new Random(seed);
      for (int i = 0; i < 24; i++) {
        int pause = random.nextInt(20);
        Thread.sleep(pause);
        watchers.add(threads.submit(watcher(cacher)));
      }
      for (Future<Void> writer : writers) {
        writer.get();
      }
      put(LAST, "red");
      Map<String, Long> end = new TreeMap<>();
      for (LocalObject object : cacher.snapshot(ReadFreshness.MOST_RECENT).list("", "")) {
        end.put(object.key(), object.revision());
      }
      for (Future<Map<String, Long>> watcher : watchers) {
        assertEquals(end, watcher.get(20, TimeUnit.SECONDS), "seed " + seed);
      }
    } finally {
      threads.shutdownNow();
      cacher.close();
      timer.shutdownNow();
    }
  }

  private Void write(Random random) throws InterruptedException {
    for (int i = 0; i < 3_000; i++) {
      String key = PREFIX + "a/" + random.nextInt(30);
      if (random.nextInt(4) == 0) {
        storage.txn(Txn.delete(key, Txn.ANY));
      } else {
        put(key, "red");
      }
      if (i % 50 == 0) {
        Thread.sleep(2);
      }
    }
    return null;
  }

  private void put(String key, String value) {
    storage.txn(new Txn(key, Txn.ANY, value.getBytes(StandardCharsets.UTF_8), 0));
  }

  private static Callable<Map<String, Long>> watcher(Cacher cacher) {
    return () -> {
      Map<String, Long> known = new TreeMap<>();
      WatchRequest request =
          new WatchRequest(
              "",
              LabelSelector.EVERYTHING,
              FieldSelector.EVERYTHING,
              0,
              Start.SYNTHETIC_ADDED,
              false);
      try (CacheWatch watch = cacher.watch(request)) {
        while (!known.containsKey(LAST)) {
          WatchCacheEvent event = watch.poll();
          if (event == null) {
            Semaphore ready = new Semaphore(0);
            watch.whenReady(ready::release);
            assertTrue(ready.tryAcquire(20, TimeUnit.SECONDS), "no signal came");
            continue;
          }
          LocalObject object = event.object();
          assertEquals(event.type() != Type.ADDED, known.containsKey(object.key()));
          if (event.type() == Type.DELETED) {
            known.remove(object.key());
          } else {
            known.put(object.key(), object.revision());
          }
        }
      }
      return known;
    };
  }
}
