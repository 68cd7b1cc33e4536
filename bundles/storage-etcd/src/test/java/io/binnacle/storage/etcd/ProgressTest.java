package io.binnacle.storage.etcd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How the engine learns how far a watch has come, by what the member says it is. */
@SuppressWarnings("try") // watches are resources that need no calls
class ProgressTest {
  private static final String PREFIX = "/registry/pods/";

  @Test
  void aMemberThatCanBeBelievedIsAskedUntilItTellsProgress() throws Exception {
    try (FakeEtcd etcd = new FakeEtcd("3.5.13", 10);
        EtcdStorage storage = Engines.open(etcd.urls())) {
      WatchedEvents events = new WatchedEvents();
      storage.watch(PREFIX, 11, events);
      Engines.until("it watches", () -> etcd.created().size() == 1);
      assertEquals("/registry/", etcd.created().get(0).getKey().toStringUtf8());
      assertEquals("/registry0", etcd.created().get(0).getRangeEnd().toStringUtf8());
      // One earlier than is wanted, so that what was compacted to is refused.
      assertEquals(10, etcd.created().get(0).getStartRevision());
      etcd.revision(20);
      assertEquals(20, Engines.await(storage.currentRevision()));
      storage.requestProgress();
      Engines.until("it asks again and again", () -> etcd.progressRequests() >= 3);
      assertEquals(0, events.progress());
      etcd.tellProgress();
      Engines.until("progress arrives", () -> events.progress() == 20);
    }
  }

  @Test
  void progressBehindWhatWasAskedForIsNotEnough() throws Exception {
    try (FakeEtcd etcd = new FakeEtcd("3.6.1", 10);
        EtcdStorage storage = Engines.open(etcd.urls())) {
      WatchedEvents events = new WatchedEvents();
      storage.watch(PREFIX, 11, events);
      Engines.until("it watches", () -> etcd.created().size() == 1);
      etcd.revision(20);
      Engines.await(storage.currentRevision());
      storage.requestProgress();
      etcd.revision(15);
      etcd.tellProgress();
      etcd.sendCreate(PREFIX + "a", 16);
      Engines.until("the event arrives", () -> events.events().size() == 1);
      assertEquals(0, events.progress());
      etcd.revision(20);
      etcd.tellProgress();
      Engines.until("progress arrives", () -> events.progress() == 20);
    }
  }

  @Test
  void anOlderMemberIsNotAskedAndEveryKeyIsWatchedInstead() throws Exception {
    try (FakeEtcd etcd = new FakeEtcd("3.4.23", 10);
        EtcdStorage storage = Engines.open(etcd.urls())) {
      WatchedEvents events = new WatchedEvents();
      storage.watch(PREFIX, 11, events);
      Engines.until("it watches", () -> etcd.created().size() == 1);
      assertEquals("\0", etcd.created().get(0).getKey().toStringUtf8());
      assertEquals("\0", etcd.created().get(0).getRangeEnd().toStringUtf8());
      etcd.revision(12);
      Engines.await(storage.currentRevision());
      storage.requestProgress();
      etcd.tellProgress();
      Engines.pause(Duration.ofMillis(300));
      assertEquals(0, events.progress(), "what it says of progress is not believed");
      assertEquals(0, etcd.progressRequests());
      etcd.sendCreate("/elsewhere/x", 11);
      etcd.sendCreate("/registry/nodes/x", 12);
      Engines.until("progress is known by the events", () -> events.progress() == 12);
      assertTrue(events.events().isEmpty());
    }
  }

  @Test
  void aBrokenStreamGoesOnBehindTheLastRevisionAndDropsWhatCameBefore() throws Exception {
    try (FakeEtcd etcd = new FakeEtcd("3.5.17", 10);
        EtcdStorage storage = Engines.open(etcd.urls())) {
      WatchedEvents events = new WatchedEvents();
      storage.watch(PREFIX, 11, events);
      Engines.until("it watches", () -> etcd.created().size() == 1);
      etcd.revision(12);
      etcd.sendCreate(PREFIX + "a", 11);
      etcd.sendCreate(PREFIX + "b", 12);
      Engines.until("both arrive", () -> events.events().size() == 2);
      etcd.breakStream();
      Engines.until("it watches again", () -> etcd.created().size() == 2);
      assertEquals(12, etcd.created().get(1).getStartRevision());
      etcd.sendCreate(PREFIX + "b", 12);
      etcd.sendCreate(PREFIX + "c", 13);
      Engines.until("the new one arrives", () -> events.events().size() == 3);
      assertEquals(13, events.events().get(2).revision());
    }
  }

  @Test
  void anotherMemberThanTheOneWhoseVersionIsKnownIsNotListenedTo() throws Exception {
    try (FakeEtcd etcd = new FakeEtcd("3.5.17", 10);
        EtcdStorage storage = Engines.open(etcd.urls())) {
      etcd.answerWatchesAs(8);
      storage.watch(PREFIX, 11, new WatchedEvents());
      Engines.until("it tries again", () -> etcd.created().size() >= 2);
    }
  }

  @Test
  void aMemberThatFallsBehindIsLeft() throws Exception {
    try (FakeEtcd etcd = new FakeEtcd("3.4.30", 10);
        EtcdStorage storage = Engines.open(etcd.urls())) {
      storage.watch(PREFIX, 11, new WatchedEvents());
      Engines.until("it watches", () -> etcd.created().size() == 1);
      etcd.revision(20);
      Engines.await(storage.currentRevision());
      storage.requestProgress();
      Engines.until("it connects anew", () -> etcd.created().size() == 2);
    }
  }

  @Test
  void callersShareAReadOfTheRevisionButNotOneThatBeganBeforeThem() throws Exception {
    try (FakeEtcd etcd = new FakeEtcd("3.5.17", 10);
        EtcdStorage storage = Engines.open(etcd.urls())) {
      etcd.holdReads();
      CompletableFuture<Long> first = storage.currentRevision().toCompletableFuture();
      Engines.until("a read is under way", etcd::holdsARead);
      CompletableFuture<Long> second = storage.currentRevision().toCompletableFuture();
      CompletableFuture<Long> third = storage.currentRevision().toCompletableFuture();
      assertFalse(second.isDone());
      etcd.releaseRead();
      assertEquals(10, Engines.await(first));
      assertEquals(10, Engines.await(second));
      assertEquals(10, Engines.await(third));
      assertEquals(2, etcd.reads());
    }
  }

  @Test
  void versionsThatTellProgressAreThoseWithBothFixes() {
    for (String no : new String[] {"3.3.27", "3.4.30", "3.5.12", "3.6.0-rc.1", "", "x"}) {
      assertFalse(ServerVersion.of(no).tellsProgress(), no);
    }
    for (String yes : new String[] {"3.4.31", "3.5.13", "3.6.0", "3.7.0-alpha.1", "4.0.0"}) {
      assertTrue(ServerVersion.of(yes).tellsProgress(), yes);
    }
  }
}
