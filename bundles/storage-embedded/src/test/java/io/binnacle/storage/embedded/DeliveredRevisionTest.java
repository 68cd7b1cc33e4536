package io.binnacle.storage.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.storage.StorageException;
import io.binnacle.api.storage.Txn;
import io.binnacle.api.storage.WatchEvent;
import io.binnacle.api.storage.WatchHandle;
import io.binnacle.api.storage.WatchListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a watch says of how far it has delivered is true at every moment. */
@Timeout(60)
@SuppressWarnings("try") // watches are resources that need no calls
class DeliveredRevisionTest {
  @TempDir Path dir;

  /** Remembers the newest revision that it was given, and may be held up. */
  private static class Newest implements WatchListener {
    final AtomicLong seen = new AtomicLong();
    final AtomicLong calls = new AtomicLong();

    @Override
    public void onEvents(List<WatchEvent> events) {
      calls.incrementAndGet();
      seen.set(events.get(events.size() - 1).revision());
    }

    @Override
    public void onProgress(long revision) {}

    @Override
    public void onError(StorageException error) {}
  }

  private static long put(EmbeddedStorage storage, String key) {
    return storage
        .txn(new Txn(key, Txn.ANY, new byte[8], 0))
        .toCompletableFuture()
        .join()
        .revision();
  }

  private static void awaitCurrent(WatchHandle watch) throws InterruptedException {
    while (watch.currentIfDelivered() == WatchHandle.NOT_KNOWN) {
      Thread.sleep(1);
    }
  }

  @Test
  void writesOfOtherKeysLeaveAWatchUpToDate() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch held = new CountDownLatch(1);
    Newest other =
        new Newest() {
          @Override
          public void onEvents(List<WatchEvent> events) {
            held.countDown();
            try {
              release.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        };
    try (EmbeddedStorage storage = EmbeddedStorage.open(dir, EmbeddedOptions.defaults());
        WatchHandle quiet = storage.watch("/quiet/", 1, new Newest());
        WatchHandle busy = storage.watch("/busy/", 1, other)) {
      awaitCurrent(quiet);
      awaitCurrent(busy);
      long revision = put(storage, "/busy/a");
      held.await();
      // The delivery thread stands still, and yet the quiet watch knows that it has missed nothing.
      assertEquals(revision, quiet.currentIfDelivered());
      assertEquals(WatchHandle.NOT_KNOWN, busy.currentIfDelivered());
      release.countDown();
      awaitCurrent(busy);
    }
  }

  @Test
  void aWatchThatHasEndedKnowsNothing() throws Exception {
    try (EmbeddedStorage storage = EmbeddedStorage.open(dir, EmbeddedOptions.defaults())) {
      WatchHandle watch = storage.watch("/", 1, new Newest());
      awaitCurrent(watch);
      watch.close();
      assertEquals(WatchHandle.NOT_KNOWN, watch.currentIfDelivered());
    }
  }

  /** Four writers, and watches that are opened and asked all the time. */
  @Test
  void noRevisionIsToldBeforeAllOfItIsDelivered() throws Exception {
    long seed = Long.getLong("binnacle.seed", System.nanoTime());
    System.out.println("seed " + seed);
    int prefixes = 3;
    AtomicLong[] answered = {new AtomicLong(), new AtomicLong(), new AtomicLong()};
    AtomicBoolean stop = new AtomicBoolean();
    try (EmbeddedStorage storage = EmbeddedStorage.open(dir, EmbeddedOptions.defaults())) {
      List<Thread> writers = new ArrayList<>();
      for (int w = 0; w < 4; w++) {
        Random random = new Random(seed + w);
        Thread writer =
            new Thread(
                () -> {
                  while (!stop.get()) {
                    int p = random.nextInt(prefixes);
                    long revision = put(storage, "/p" + p + "/" + random.nextInt(5));
                    answered[p].accumulateAndGet(revision, Math::max);
                  }
                });
        writer.start();
        writers.add(writer);
      }
      try {
        Random random = new Random(seed);
        long start = System.nanoTime();
        long known = 0;
        while (known < 100 || System.nanoTime() - start < TimeUnit.SECONDS.toNanos(3)) {
          int p = random.nextInt(prefixes);
          Newest listener = new Newest();
          try (WatchHandle watch = storage.watch("/p" + p + "/", 1, listener)) {
            for (int i = random.nextInt(2_000); i > 0; i--) {
              long before = answered[p].get();
              long told = watch.currentIfDelivered();
              long seen = listener.seen.get();
              if (told != WatchHandle.NOT_KNOWN) {
                known++;
                assertTrue(told >= before, "seed " + seed + ": " + told + " after " + before);
                assertTrue(seen >= before, "seed " + seed + ": seen " + seen + " of " + before);
                assertAllSeen(storage, p, told, seen, seed);
              }
            }
          }
        }
      } finally {
        stop.set(true);
        for (Thread writer : writers) {
          writer.join();
        }
      }
    }
  }

  /** The newest change of the prefix up to the revision told is not newer than what was seen. */
  private static void assertAllSeen(
      EmbeddedStorage storage, int p, long told, long seen, long seed) {
    long newest =
        storage
            .range(io.binnacle.api.storage.RangeRequest.prefix("/p" + p + "/", told, 0))
            .toCompletableFuture()
            .join()
            .items()
            .stream()
            .mapToLong(item -> item.modRevision())
            .max()
            .orElse(0);
    assertTrue(
        seen >= newest, "seed " + seed + ": told " + told + ", seen " + seen + " of " + newest);
  }
}
