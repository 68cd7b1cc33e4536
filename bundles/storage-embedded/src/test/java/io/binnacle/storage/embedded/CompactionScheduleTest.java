package io.binnacle.storage.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.storage.Txn;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** History goes by the clock, as the configuration says. */
@Timeout(30)
class CompactionScheduleTest {
  @TempDir private Path folder;

  private static long write(EmbeddedStorageComponent storage, int n) {
    return storage
        .txn(Txn.create("/registry/things/" + n, new byte[] {1}, 0))
        .toCompletableFuture()
        .join()
        .revision();
  }

  private static long compacted(EmbeddedStorageComponent storage) {
    return storage.compactedRevision().toCompletableFuture().join();
  }

  @Test
  void historyIsKeptForOneIntervalAndThenGoes() throws Exception {
    EmbeddedStorageComponent storage =
        new EmbeddedStorageComponent(
            Map.of("dataDir", folder.toString(), "compactionIntervalSeconds", 1));
    try {
      long written = write(storage, 0);
      long begin = System.nanoTime();
      assertEquals(0, compacted(storage));
      while (compacted(storage) < written) {
        Thread.sleep(20);
      }
      assertTrue(System.nanoTime() - begin > 1_000_000_000L, "history went before its time");
      assertEquals(written, compacted(storage));
    } finally {
      storage.close();
    }
  }

  @Test
  void withZeroHistoryStays() throws Exception {
    EmbeddedStorageComponent storage =
        new EmbeddedStorageComponent(
            Map.of("dataDir", folder.toString(), "compactionIntervalSeconds", 0L));
    try {
      write(storage, 0);
      Thread.sleep(1_500);
      assertEquals(0, compacted(storage));
    } finally {
      storage.close();
    }
  }

  @Test
  void anIntervalBelowZeroIsRefused() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new EmbeddedStorageComponent(
                    Map.of("dataDir", folder.toString(), "compactionIntervalSeconds", -1)));
    assertEquals(
        "io.binnacle.storage.embedded: compactionIntervalSeconds must be 0 or more: -1",
        refused.getMessage());
  }
}
