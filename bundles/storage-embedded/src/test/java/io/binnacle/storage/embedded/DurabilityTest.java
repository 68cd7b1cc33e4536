package io.binnacle.storage.embedded;

import static io.binnacle.storage.embedded.StoreSteps.QUIET;
import static io.binnacle.storage.embedded.StoreSteps.all;
import static io.binnacle.storage.embedded.StoreSteps.await;
import static io.binnacle.storage.embedded.StoreSteps.put;
import static io.binnacle.storage.embedded.StoreSteps.revision;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.storage.StorageException;
import io.binnacle.api.storage.StorageException.Code;
import io.binnacle.api.storage.Txn;
import io.binnacle.api.storage.TxnResult;
import io.binnacle.api.storage.WatchEvent;
import io.binnacle.api.storage.WatchHandle;
import io.binnacle.api.storage.WatchListener;
import io.binnacle.storage.embedded.log.LogFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may be answered and shown before, after and without a sync. */
@SuppressWarnings("try") // watches are resources that need no calls
class DurabilityTest {
  @TempDir Path dir;

  /** A disk whose syncs wait for permission once it is slow, and fail once it is broken. */
  private static final class TestDisk implements LogFolder.Sync, AutoCloseable {
    final Semaphore permits = new Semaphore(0);
    final Semaphore waiting = new Semaphore(0);
    final AtomicInteger syncs = new AtomicInteger();
    volatile boolean slow;
    volatile boolean broken;

    @Override
    public void force(FileChannel channel) throws IOException {
      if (slow) {
        waiting.release();
        permits.acquireUninterruptibly();
      }
      if (broken) {
        throw new IOException("sync failed on purpose");
      }
      syncs.incrementAndGet();
      channel.force(false);
    }

    /** Lets everything go on, so that a test that has failed ends. */
    @Override
    public void close() {
      slow = false;
      permits.release(1_000);
    }
  }

  @Test
  void nothingIsAnsweredOrShownBeforeItsSync() throws Exception {
    TestDisk disk = new TestDisk();
    try (EmbeddedStorage storage = EmbeddedStorage.open(dir, QUIET, disk);
        disk) {
      List<WatchEvent> events = new ArrayList<>();
      try (WatchHandle watch = storage.watch("/", 1, collect(events))) {
        disk.slow = true;
        CompletableFuture<TxnResult> write =
            storage.txn(Txn.create("/a", new byte[0], 0)).toCompletableFuture();
        disk.waiting.acquire();
        Thread.sleep(50);
        assertFalse(write.isDone());
        assertEquals(1, revision(storage));
        assertEquals(Map.of(), all(storage, 0));
        assertTrue(events.isEmpty());
        disk.slow = false;
        disk.permits.release();
        assertEquals(2, await(write).revision());
        assertEquals(Map.of("/a", ""), all(storage, 0));
      }
    }
  }

  @Test
  void anUnsuccessfulTxnThatDependsOnAnUnsyncedWriteWaitsForItsSync() throws Exception {
    TestDisk disk = new TestDisk();
    try (EmbeddedStorage storage = EmbeddedStorage.open(dir, QUIET, disk);
        disk) {
      disk.slow = true;
      storage.txn(Txn.create("/first", new byte[0], 0));
      disk.waiting.acquire();
      var made = storage.txn(Txn.create("/a", new byte[0], 0)).toCompletableFuture();
      var refused = storage.txn(Txn.create("/a", new byte[1], 0)).toCompletableFuture();
      disk.permits.release();
      disk.waiting.acquire();
      Thread.sleep(50);
      assertFalse(made.isDone() || refused.isDone());
      disk.slow = false;
      disk.permits.release();
      assertTrue(await(made).succeeded());
      assertFalse(await(refused).succeeded());
      assertEquals(0, await(refused).current().value().length);
    }
  }

  @Test
  void writesThatWaitTogetherShareOneSync() throws Exception {
    TestDisk disk = new TestDisk();
    try (EmbeddedStorage storage = EmbeddedStorage.open(dir, QUIET, disk);
        disk) {
      disk.slow = true;
      storage.txn(Txn.create("/first", new byte[0], 0));
      disk.waiting.acquire();
      int before = disk.syncs.get();
      List<CompletableFuture<TxnResult>> writes = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        writes.add(storage.txn(Txn.create("/k/" + i, new byte[0], 0)).toCompletableFuture());
      }
      disk.slow = false;
      disk.permits.release();
      writes.forEach(write -> assertTrue(await(write).succeeded()));
      assertEquals(2, disk.syncs.get() - before);
    }
  }

  @Test
  void afterAFailedSyncNothingIsAcknowledgedUntilARestart() throws Exception {
    TestDisk disk = new TestDisk();
    EmbeddedStorage storage = EmbeddedStorage.open(dir, QUIET, disk);
    long acknowledged = put(storage, "/a", "1");
    disk.broken = true;
    assertUnavailable(storage);
    disk.broken = false;
    assertUnavailable(storage);
    assertTrue(storage.health().contains("restart"), storage.health());
    assertEquals(Map.of("/a", "1"), all(storage, 0));
    assertEquals(acknowledged, revision(storage));
    storage.close();
    try (EmbeddedStorage again = EmbeddedStorage.open(dir, QUIET)) {
      assertTrue(revision(again) >= acknowledged);
      assertEquals("", again.health());
    }
  }

  private static void assertUnavailable(EmbeddedStorage storage) {
    CompletionException thrown =
        assertThrows(CompletionException.class, () -> put(storage, "/a", "2"));
    assertEquals(Code.UNAVAILABLE, ((StorageException) thrown.getCause()).code());
  }

  private static WatchListener collect(List<WatchEvent> into) {
    return new WatchListener() {
      @Override
      public void onEvents(List<WatchEvent> events) {
        into.addAll(events);
      }

      @Override
      public void onProgress(long revision) {}

      @Override
      public void onError(StorageException error) {}
    };
  }
}
