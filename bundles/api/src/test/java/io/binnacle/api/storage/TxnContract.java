package io.binnacle.api.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;

/** Writes, their conditions and their revisions. */
abstract class TxnContract extends StorageFixture {
  @Test
  void anEmptyStoreIsAtRevisionOne() {
    assertEquals(1, revision());
    assertEquals(0, await(storage.compactedRevision()));
    assertEquals("", storage.health());
  }

  @Test
  void eachChangeTakesExactlyOneRevision() {
    assertEquals(2, create("/a", "1").revision());
    assertEquals(3, put("/a", "2").revision());
    assertEquals(4, create("/b", "1").revision());
    assertEquals(5, delete("/a").revision());
    assertEquals(5, revision());
  }

  @Test
  void aWriteAnswersTheKeyAsWritten() {
    KeyValue made = create("/a", "one").current();
    assertEquals("one", text(made));
    assertEquals(2, made.createRevision());
    assertEquals(2, made.modRevision());
    KeyValue updated = put("/a", "two").current();
    assertEquals("two", text(updated));
    assertEquals(2, updated.createRevision());
    assertEquals(3, updated.modRevision());
  }

  @Test
  void creatingAKeyThatExistsChangesNothingAndAnswersTheKeyAsItIs() {
    create("/a", "one");
    TxnResult again = create("/a", "two");
    assertFalse(again.succeeded());
    assertEquals(2, again.revision());
    assertEquals("one", text(again.current()));
    assertEquals(2, revision());
  }

  @Test
  void anUpdateNeedsTheRevisionItExpects() {
    create("/a", "one");
    put("/a", "two");
    TxnResult stale = await(storage.txn(Txn.update("/a", 2, bytes("three"), 0)));
    assertFalse(stale.succeeded());
    assertEquals("two", text(stale.current()));
    TxnResult right = await(storage.txn(Txn.update("/a", 3, bytes("three"), 0)));
    assertTrue(right.succeeded());
    assertEquals("three", valueAt("/a", 0));
  }

  @Test
  void anUpdateOfAMissingKeyFailsWithoutAKey() {
    TxnResult result = await(storage.txn(Txn.update("/a", 7, bytes("x"), 0)));
    assertFalse(result.succeeded());
    assertNull(result.current());
    assertEquals(1, result.revision());
  }

  @Test
  void aDeleteAnswersWhatItDeleted() {
    create("/a", "one");
    TxnResult stale = await(storage.txn(Txn.delete("/a", 99)));
    assertFalse(stale.succeeded());
    assertEquals("one", text(stale.current()));
    TxnResult gone = await(storage.txn(Txn.delete("/a", 2)));
    assertTrue(gone.succeeded());
    assertEquals("one", text(gone.current()));
    assertEquals(2, gone.current().modRevision());
    assertEquals(3, gone.revision());
    assertNull(valueAt("/a", 0));
  }

  @Test
  void deletingAMissingKeyHoldsAndChangesNothing() {
    TxnResult result = delete("/a");
    assertTrue(result.succeeded());
    assertNull(result.current());
    assertEquals(1, result.revision());
    assertEquals(1, revision());
  }

  @Test
  void aKeyMadeAgainHasANewCreateRevision() {
    create("/a", "one");
    delete("/a");
    KeyValue again = create("/a", "two").current();
    assertEquals(4, again.createRevision());
    assertEquals(4, again.modRevision());
  }

  @Test
  void anEmptyAndALargeValueAreKept() throws Exception {
    byte[] large = new byte[1_200_000];
    for (int i = 0; i < large.length; i++) {
      large[i] = (byte) (i * 31);
    }
    await(storage.txn(Txn.create("/large", large, 0)));
    create("/empty", "");
    reopen();
    assertEquals("", valueAt("/empty", 0));
    KeyValue read = range(RangeRequest.key("/large")).items().get(0);
    assertArrayEquals(large, read.value());
  }

  @Test
  void aBadTxnIsRefusedWhenMade() {
    assertThrows(IllegalArgumentException.class, () -> new Txn("", Txn.ANY, new byte[0], 0));
    assertThrows(IllegalArgumentException.class, () -> new Txn("/a", -2, new byte[0], 0));
  }

  @Test
  void dataAndRevisionOutliveAReopen() throws Exception {
    create("/a", "one");
    put("/a", "two");
    create("/b", "x");
    delete("/b");
    reopen();
    assertEquals(5, revision());
    assertEquals("two", valueAt("/a", 0));
    assertEquals("one", valueAt("/a", 2));
    assertEquals("x", valueAt("/b", 4));
    assertNull(valueAt("/b", 0));
    assertEquals(6, create("/c", "x").revision());
  }

  @Test
  void concurrentWritersOfOneKeyLoseNoIncrement() throws Exception {
    create("/counter", "0");
    Set<Long> revisions = new ConcurrentSkipListSet<>();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      Thread thread = new Thread(() -> increment(25, revisions));
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals("200", valueAt("/counter", 0));
    assertEquals(200, revisions.size());
    assertEquals(202, revision());
  }

  private void increment(int times, Set<Long> revisions) {
    KeyValue now = range(RangeRequest.key("/counter")).items().get(0);
    for (int done = 0; done < times; ) {
      String next = Integer.toString(Integer.parseInt(text(now)) + 1);
      TxnResult result =
          await(storage.txn(Txn.update("/counter", now.modRevision(), bytes(next), 0)));
      now = result.current();
      if (result.succeeded()) {
        revisions.add(result.revision());
        done++;
      }
    }
  }
}
