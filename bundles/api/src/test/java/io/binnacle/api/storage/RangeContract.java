package io.binnacle.api.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Reads, old revisions and compaction. */
abstract class RangeContract extends TxnContract {
  @Test
  void aPrefixHoldsItsKeysInOrderAndNoOthers() {
    for (String key : List.of("/b/2", "/a/1", "/b", "/b/1", "/b0", "/c", "/b/10")) {
      create(key, key);
    }
    RangeResult result = range(RangeRequest.prefix("/b/", 0, 0));
    assertEquals(List.of("/b/1", "/b/10", "/b/2"), keys(result));
    assertEquals(3, result.count());
    assertFalse(result.more());
    assertEquals(revision(), result.revision());
    assertEquals(List.of("/b"), keys(range(RangeRequest.key("/b"))));
    assertEquals(List.of(), keys(range(RangeRequest.key("/x"))));
    assertEquals(7, range(RangeRequest.prefix("", 0, 0)).count());
  }

  @Test
  void anEmptyOrBackwardRangeHoldsNothing() {
    create("/b", "1");
    assertEquals(0, range(new RangeRequest("/c", "/a", 0, 0)).count());
    assertEquals(0, range(new RangeRequest("/b", "/b", 0, 0)).count());
  }

  @Test
  void keysSortByTheirUtf8Bytes() {
    String supplementary = "/k" + Character.toString(0x1F600);
    List<String> ordered = List.of("/k", "/kz", "/k\u00e9", "/k\uff5e", supplementary);
    for (int i = ordered.size() - 1; i >= 0; i--) {
      create(ordered.get(i), "x");
    }
    assertEquals(ordered, keys(range(RangeRequest.prefix("/k", 0, 0))));
  }

  @Test
  void pagesOfOneRevisionAreOneState() {
    for (int i = 0; i < 25; i++) {
      create(String.format("/k/%02d", i), "old");
    }
    List<String> seen = new ArrayList<>();
    RangeRequest request = RangeRequest.prefix("/k/", 0, 10);
    RangeResult page = range(request);
    long at = page.revision();
    int pages = 1;
    while (true) {
      page.items().forEach(item -> assertEquals("old", text(item)));
      seen.addAll(keys(page));
      if (!page.more()) {
        break;
      }
      put("/k/20", "new");
      delete("/k/2" + pages);
      create("/k/15x" + pages, "new");
      String last = page.items().get(page.items().size() - 1).key();
      page = range(request.after(last, at));
      pages++;
    }
    assertEquals(3, pages);
    assertEquals(25, seen.size());
  }

  @Test
  void theCountIgnoresTheLimit() {
    create("/k/1", "x");
    create("/k/2", "x");
    create("/k/3", "x");
    RangeResult result = range(RangeRequest.prefix("/k/", 0, 2));
    assertEquals(2, result.items().size());
    assertEquals(3, result.count());
    assertTrue(result.more());
    assertFalse(range(RangeRequest.prefix("/k/", 0, 3)).more());
  }

  @Test
  void everyOldRevisionCanBeRead() {
    create("/a", "1");
    put("/a", "2");
    delete("/a");
    create("/a", "3");
    assertNull(valueAt("/a", 1));
    assertEquals("1", valueAt("/a", 2));
    assertEquals("2", valueAt("/a", 3));
    assertNull(valueAt("/a", 4));
    assertEquals("3", valueAt("/a", 5));
  }

  @Test
  void aRevisionThatHasNotHappenedIsRefused() {
    create("/a", "1");
    assertFails(
        StorageException.Code.FUTURE_REVISION, storage.range(new RangeRequest("/a", "", 3, 0)));
    assertFails(StorageException.Code.FUTURE_REVISION, storage.compact(3));
  }

  @Test
  void compactionForgetsWhatLiesBeforeAndKeepsTheState() throws Exception {
    create("/a", "1");
    create("/gone", "x");
    put("/a", "2");
    delete("/gone");
    put("/a", "3");
    await(storage.compact(5));
    assertCompactedAtFive();
    reopen();
    assertCompactedAtFive();
    assertEquals(7, put("/a", "4").revision());
    assertEquals("2", valueAt("/a", 5));
  }

  private void assertCompactedAtFive() {
    assertEquals(5, await(storage.compactedRevision()));
    assertFails(StorageException.Code.COMPACTED, storage.range(new RangeRequest("/a", "", 4, 0)));
    assertEquals("2", valueAt("/a", 5));
    assertNull(valueAt("/gone", 5));
    assertEquals("3", valueAt("/a", 6));
    assertEquals("3", valueAt("/a", 0));
    assertEquals(6, revision());
  }

  @Test
  void compactingToTheSameOrALowerRevisionDoesNothing() {
    create("/a", "1");
    put("/a", "2");
    await(storage.compact(3));
    await(storage.compact(3));
    await(storage.compact(2));
    await(storage.compact(0));
    assertEquals(3, await(storage.compactedRevision()));
    assertEquals("2", valueAt("/a", 3));
  }

  @Test
  void compactionDuringReadsShowsNoWrongState() {
    for (int i = 0; i < 50; i++) {
      put("/k/" + i, "0");
    }
    for (int round = 1; round <= 40; round++) {
      long before = revision();
      List<CompletionStage<RangeResult>> reads = new ArrayList<>();
      for (int i = 0; i < 50; i += 5) {
        put("/k/" + i, Integer.toString(round));
        reads.add(storage.range(RangeRequest.prefix("/k/", before, 0)));
      }
      var compaction = storage.compact(before + 3);
      reads.add(storage.range(RangeRequest.prefix("/k/", before, 0)));
      await(compaction);
      for (var read : reads) {
        assertWholeOrCompacted(read, before);
      }
    }
  }

  private static void assertWholeOrCompacted(CompletionStage<RangeResult> read, long at) {
    try {
      RangeResult result = await(read);
      assertEquals(50, result.count());
      result.items().forEach(item -> assertTrue(item.modRevision() <= at));
    } catch (CompletionException e) {
      assertEquals(
          StorageException.Code.COMPACTED, ((StorageException) e.getCause()).code(), e::toString);
    }
  }
}
