package io.binnacle.storage.embedded;

import static io.binnacle.storage.embedded.StoreSteps.QUIET;
import static io.binnacle.storage.embedded.StoreSteps.all;
import static io.binnacle.storage.embedded.StoreSteps.await;
import static io.binnacle.storage.embedded.StoreSteps.bytes;
import static io.binnacle.storage.embedded.StoreSteps.put;
import static io.binnacle.storage.embedded.StoreSteps.revision;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.storage.RangeRequest;
import io.binnacle.api.storage.StorageException;
import io.binnacle.api.storage.Txn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Space given back, by itself and beside readers and writers; too many writes at once. */
class SnapshotTest {
  private static final EmbeddedOptions SMALL = QUIET.withFileSizes(64 << 10, 128 << 10);

  @TempDir Path dir;

  @Test
  void compactionGivesTheRoomOfForgottenHistoryBack() throws Exception {
    Map<String, String> state;
    long newest;
    try (EmbeddedStorage storage = EmbeddedStorage.open(dir, SMALL)) {
      long lease = await(storage.grantLease(3_600));
      for (int i = 0; i < 4_000; i++) {
        put(storage, "/k/" + i % 50, "v".repeat(200) + i);
      }
      await(storage.txn(new Txn("/leased", Txn.ANY, new byte[0], lease)));
      await(storage.txn(Txn.delete("/k/7", Txn.ANY)));
      newest = revision(storage);
      state = all(storage, 0);
      assertTrue(bytes(dir) > 900_000, "written " + bytes(dir));
      await(storage.compact(newest));
      // The keeper does one thing after the other: this waits for the files to be rewritten.
      await(storage.compact(newest));
      assertTrue(bytes(dir) < 40_000, "left " + bytes(dir));
      assertEquals(state, all(storage, 0));
      assertEquals(newest + 1, put(storage, "/after", "x"));
    }
    try (EmbeddedStorage storage = EmbeddedStorage.open(dir, SMALL)) {
      assertEquals(newest + 1, revision(storage));
      assertEquals(state, all(storage, newest));
      assertEquals(newest, await(storage.compactedRevision()));
      long lease = await(storage.txn(Txn.create("/leased", new byte[0], 0))).current().lease();
      await(storage.revokeLease(lease));
      assertTrue(!all(storage, 0).containsKey("/leased"), "the lease lost its key");
    }
  }

  @Test
  void historyIsForgottenByItselfAfterTheInterval() throws Exception {
    try (EmbeddedStorage storage =
        EmbeddedStorage.open(dir, SMALL.withCompactionInterval(Duration.ofMillis(50)))) {
      put(storage, "/a", "1");
      long last = put(storage, "/a", "2");
      long end = System.nanoTime() + 10_000_000_000L;
      while (await(storage.compactedRevision()) < last) {
        assertTrue(System.nanoTime() < end, "nothing was compacted");
        Thread.sleep(10);
      }
      assertEquals(Map.of("/a", "2"), all(storage, 0));
    }
  }

  @Test
  void readersAndWritersGoOnWhileFilesAreReplaced() throws Exception {
    try (EmbeddedStorage storage =
        EmbeddedStorage.open(dir, SMALL.withCompactionInterval(Duration.ofMillis(5)))) {
      for (int i = 0; i < 50; i++) {
        put(storage, "/k/" + i, "x".repeat(500));
      }
      List<Throwable> failures = new ArrayList<>();
      Thread reader =
          new Thread(
              () -> {
                try {
                  for (int i = 0; i < 1_500; i++) {
                    assertEquals(50, all(storage, 0).size());
                  }
                } catch (Throwable e) {
                  failures.add(e);
                }
              });
      reader.start();
      for (int i = 0; reader.isAlive(); i++) {
        put(storage, "/k/" + i % 50, "y".repeat(500));
      }
      reader.join();
      assertEquals(List.of(), failures);
    }
  }

  @Test
  void tooManyWritesAtOnceAreRefusedAndTheOthersKept() {
    EmbeddedOptions narrow =
        new EmbeddedOptions(Duration.ZERO, 4, 1 << 20, 1 << 20, Duration.ZERO, System::nanoTime);
    int kept = 0;
    int refused = 0;
    try (EmbeddedStorage storage = EmbeddedStorage.open(dir, narrow)) {
      List<CompletableFuture<?>> writes = new ArrayList<>();
      for (int i = 0; i < 2_000; i++) {
        writes.add(storage.txn(Txn.create("/k/" + i, new byte[100], 0)).toCompletableFuture());
      }
      for (CompletableFuture<?> write : writes) {
        try {
          write.join();
          kept++;
        } catch (CompletionException e) {
          assertEquals(StorageException.Code.UNAVAILABLE, ((StorageException) e.getCause()).code());
          refused++;
        }
      }
      assertTrue(refused > 0, "none was refused");
      assertEquals(kept, all(storage, 0).size());
      assertEquals(kept + 1, revision(storage));
    }
  }

  @Test
  void aClosedStoreRefusesEverythingAndClosesOnce() {
    EmbeddedStorage storage = EmbeddedStorage.open(dir, QUIET);
    storage.close();
    storage.close();
    for (var stage :
        List.of(
            storage.txn(Txn.create("/a", new byte[0], 0)),
            storage.range(RangeRequest.key("/a")),
            storage.compact(1),
            storage.grantLease(1),
            storage.currentRevision())) {
      try {
        await(stage);
        throw new AssertionError("a closed store answered");
      } catch (CompletionException e) {
        assertEquals(StorageException.Code.CLOSED, ((StorageException) e.getCause()).code());
      }
    }
  }
}
