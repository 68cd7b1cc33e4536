package io.binnacle.api.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Watches: history and live, progress, compaction. */
@SuppressWarnings("try") // watches are resources that need no calls
abstract class WatchContract extends RangeContract {
  @Test
  void aWatchSeesCreateUpdateAndDeleteWithTheValueBefore() {
    RecordingListener listener = new RecordingListener();
    try (WatchHandle watch = storage.watch("/a", 1, listener)) {
      create("/a", "1");
      put("/a", "2");
      delete("/a");
      create("/a", "3");
      listener.assertEvents("/a@2 -->1", "/a@3 1->2", "/a@4 2->-", "/a@5 -->3");
    }
    List<WatchEvent> events = listener.events();
    assertTrue(events.get(0).isCreate());
    assertTrue(events.get(2).isDelete());
    assertEquals(2, events.get(1).current().createRevision());
    assertEquals(2, events.get(1).previous().modRevision());
  }

  @Test
  void aWatchSeesOnlyItsPrefix() {
    RecordingListener listener = new RecordingListener();
    try (WatchHandle watch = storage.watch("/b/", 1, listener)) {
      create("/a/1", "x");
      create("/b/1", "x");
      create("/b", "x");
      create("/b0", "x");
      create("/b/2", "x");
      listener.assertEvents("/b/1@3 -->x", "/b/2@6 -->x");
    }
  }

  @Test
  void aWatchFromThePastReplaysHistoryAlsoAfterAReopen() throws Exception {
    create("/a", "1");
    put("/a", "2");
    delete("/a");
    reopen();
    RecordingListener listener = new RecordingListener();
    try (WatchHandle watch = storage.watch("/", 3, listener)) {
      listener.assertEvents("/a@3 1->2", "/a@4 2->-");
      create("/a", "3");
      listener.assertEvents("/a@3 1->2", "/a@4 2->-", "/a@5 -->3");
    }
  }

  @Test
  void aWatchFromTheFutureWaitsForIt() {
    RecordingListener listener = new RecordingListener();
    try (WatchHandle watch = storage.watch("/", 4, listener)) {
      create("/a", "1");
      create("/b", "1");
      create("/c", "1");
      listener.assertEvents("/c@4 -->1");
    }
  }

  @Test
  void watchesOpenedWhileWritersWriteMissAndRepeatNothing() throws Exception {
    int writes = 400;
    List<Thread> writers = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      int id = t;
      Thread writer =
          new Thread(
              () -> {
                for (int i = 0; i < writes; i++) {
                  put("/k/" + id, Integer.toString(i));
                }
              });
      writer.start();
      writers.add(writer);
    }
    List<RecordingListener> listeners = new ArrayList<>();
    List<WatchHandle> watches = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      RecordingListener listener = new RecordingListener();
      listeners.add(listener);
      watches.add(storage.watch("/k/", 2, listener));
      Thread.sleep(5);
    }
    for (Thread writer : writers) {
      writer.join();
    }
    for (RecordingListener listener : listeners) {
      List<WatchEvent> events = listener.await(4 * writes);
      assertEquals(4 * writes, events.size());
      for (int i = 0; i < events.size(); i++) {
        assertEquals(2 + i, events.get(i).revision());
      }
    }
    watches.forEach(WatchHandle::close);
  }

  @Test
  void aClosedWatchHearsNothingMore() {
    RecordingListener listener = new RecordingListener();
    WatchHandle watch = storage.watch("/", 1, listener);
    create("/a", "1");
    listener.await(1);
    watch.close();
    watch.close();
    RecordingListener other = new RecordingListener();
    try (WatchHandle second = storage.watch("/", 3, other)) {
      create("/b", "1");
      other.await(1);
    }
    assertEquals(1, listener.events().size());
  }

  @Test
  void aWatchFromACompactedRevisionIsToldSo() {
    create("/a", "1");
    put("/a", "2");
    put("/a", "3");
    await(storage.compact(3));
    RecordingListener late = new RecordingListener();
    try (WatchHandle watch = storage.watch("/", 2, late)) {
      assertEquals(StorageException.Code.COMPACTED, late.awaitError().code());
    }
    RecordingListener inTime = new RecordingListener();
    try (WatchHandle watch = storage.watch("/", 4, inTime)) {
      inTime.assertEvents("/a@4 2->3");
    }
  }

  @Test
  void aWatchFromADeletionThatWasCompactedToHasItOrIsToldThatItIsGone() {
    create("/a", "1");
    delete("/a");
    await(storage.compact(3));
    RecordingListener listener = new RecordingListener();
    try (WatchHandle watch = storage.watch("/", 3, listener)) {
      if (listener.awaitEndOr(1) == null) {
        listener.assertEvents("/a@3 1->-");
      } else {
        assertEquals(StorageException.Code.COMPACTED, listener.awaitError().code());
      }
    }
  }

  @Test
  void aWatchFromTheCompactedRevisionHasTheValueBeforeOrIsToldThatItIsGone() {
    create("/a", "1");
    put("/a", "2");
    create("/b", "1");
    await(storage.compact(3));
    RecordingListener listener = new RecordingListener();
    try (WatchHandle watch = storage.watch("/", 3, listener)) {
      if (listener.awaitEndOr(2) == null) {
        listener.assertEvents("/a@3 1->2", "/b@4 -->1");
      } else {
        assertEquals(StorageException.Code.COMPACTED, listener.awaitError().code());
        assertTrue(listener.events().isEmpty());
      }
    }
  }

  @Test
  void aWatchThatIsUpToDateOutlivesCompaction() {
    RecordingListener listener = new RecordingListener();
    try (WatchHandle watch = storage.watch("/", 1, listener)) {
      create("/a", "1");
      put("/a", "2");
      listener.await(2);
      await(storage.compact(revision()));
      put("/a", "3");
      listener.assertEvents("/a@2 -->1", "/a@3 1->2", "/a@4 2->3");
    }
  }

  @Test
  void progressTellsHowFarAWatchHasComeThoughNoneOfItsKeysChanged() {
    RecordingListener listener = new RecordingListener();
    try (WatchHandle watch = storage.watch("/quiet/", 1, listener)) {
      create("/a", "1");
      create("/b", "1");
      storage.requestProgress();
      assertEquals(3, listener.awaitProgress());
      assertTrue(listener.events().isEmpty());
    }
  }

  @Test
  void progressNeverOvertakesAnEvent() {
    List<RecordingListener> listeners = new ArrayList<>();
    List<WatchHandle> watches = new ArrayList<>();
    int writes = 300;
    for (int i = 0; i < writes; i++) {
      if (i % 20 == 0) {
        RecordingListener listener = new RecordingListener();
        listeners.add(listener);
        watches.add(storage.watch("/k/", 2, listener));
      }
      put("/k/" + i % 3, Integer.toString(i));
      put("/other", "x");
      storage.requestProgress();
    }
    for (RecordingListener listener : listeners) {
      assertEquals(writes, listener.await(writes).size());
      listener.assertOrder();
    }
    watches.forEach(WatchHandle::close);
  }

  @Test
  void aListenerThatThrowsHarmsNoOtherWatch() {
    WatchListener broken =
        new WatchListener() {
          @Override
          public void onEvents(List<WatchEvent> events) {
            throw new IllegalStateException("listener that fails on purpose");
          }

          @Override
          public void onProgress(long revision) {}

          @Override
          public void onError(StorageException error) {}
        };
    RecordingListener listener = new RecordingListener();
    try (WatchHandle bad = storage.watch("/", 1, broken);
        WatchHandle good = storage.watch("/", 1, listener)) {
      create("/a", "1");
      create("/b", "1");
      listener.assertEvents("/a@2 -->1", "/b@3 -->1");
    }
  }
}
