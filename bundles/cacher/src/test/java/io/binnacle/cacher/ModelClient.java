package io.binnacle.cacher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.cache.CacheWatch;
import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.cache.Snapshot;
import io.binnacle.api.cache.WatchCacheEvent;
import io.binnacle.api.cache.WatchCacheEvent.Type;
import io.binnacle.api.cache.WatchRequest;
import io.binnacle.api.cache.WatchRequest.Start;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.translate.LocalObject;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A client as they are: it lists and watches, folds the events into what it knows, resumes from the
 * last revision it has seen when its watch ends, and lists anew when that has expired. After every
 * event what it knows must be what was right at the event's revision.
 */
final class ModelClient {
  private final WatchFilter filter;
  private final ModelHistory history;
  private final Random random;
  private Map<String, Long> known = new TreeMap<>();
  private long last;
  private CacheWatch watch;
  // While initial events arrive they make up the state of one revision, in the order of keys.
  private boolean initial;
  private boolean closingBookmark;
  int resumed;
  int expired;
  int events;

  ModelClient(WatchFilter filter, ModelHistory history, Random random) {
    this.filter = filter;
    this.history = history;
    this.random = random;
  }

  /** Opens a watch in one of the ways there are, if it has none; the cache must be in step. */
  void connect(Cacher cacher) {
    if (watch != null) {
      return;
    }
    if (last > 0) {
      resume(cacher);
      return;
    }
    switch (random.nextInt(3)) {
      case 0 -> fromState(cacher, Start.SYNTHETIC_ADDED);
      case 1 -> fromState(cacher, Start.INITIAL_EVENTS);
      default -> {
        Snapshot list = cacher.snapshotNow(ReadFreshness.ANY);
        known = listed(list);
        last = list.revision();
        resume(cacher);
      }
    }
  }

  private Map<String, Long> listed(Snapshot list) {
    Map<String, Long> result = new TreeMap<>();
    for (LocalObject object :
        list.select(filter.namespace(), "", filter.labels(), filter.fields())) {
      result.put(object.key(), object.revision());
    }
    assertEquals(history.at(list.revision(), filter), result, "list at " + list.revision());
    return result;
  }

  private void fromState(Cacher cacher, Start start) {
    known = new TreeMap<>();
    last = cacher.snapshotNow(ReadFreshness.ANY).revision();
    initial = true;
    closingBookmark = start == Start.INITIAL_EVENTS;
    watch = cacher.watch(request(closingBookmark ? last : 0, start));
  }

  private void resume(Cacher cacher) {
    try {
      watch = cacher.watch(request(last, Start.EVENTS));
      initial = false;
      resumed++;
    } catch (StatusException e) {
      assertEquals(Reason.EXPIRED, e.reason());
      expired++;
      last = 0;
    }
  }

  private WatchRequest request(long from, Start start) {
    return new WatchRequest(
        filter.namespace(), filter.labels(), filter.fields(), from, start, true);
  }

  /** Takes up to so many events. */
  void read(int most) {
    if (watch == null) {
      return;
    }
    for (int i = 0; i < most; i++) {
      WatchCacheEvent event = watch.poll();
      if (event == null) {
        if (initial && !closingBookmark) {
          initialDone();
        }
        if (watch.isEnded()) {
          watch.close();
          watch = null;
        }
        return;
      }
      take(event);
    }
  }

  private void take(WatchCacheEvent event) {
    events++;
    LocalObject object = event.object();
    if (initial && event.revision() > last) {
      assertFalse(closingBookmark, "a change before the bookmark");
      initialDone();
    }
    if (initial && object != null) {
      assertEquals(Type.ADDED, event.type());
      assertFalse(known.containsKey(object.key()), object.key() + " added twice");
      known.put(object.key(), object.revision());
      return;
    }
    if (object == null) {
      assertEquals(Type.BOOKMARK, event.type());
      assertEquals(initial && closingBookmark, event.isEndOfInitialEvents());
      assertTrue(event.revision() >= last, "bookmark " + event.revision() + " behind " + last);
      initial = false;
    } else {
      assertTrue(event.revision() > last, event.revision() + " after " + last);
      boolean before = known.containsKey(object.key());
      assertEquals(event.type() != Type.ADDED, before, event.type() + " " + object.key());
      if (event.type() == Type.DELETED) {
        known.remove(object.key());
      } else {
        known.put(object.key(), object.revision());
      }
    }
    last = event.revision();
    assertEquals(history.at(last, filter), known, event.type() + " at " + last);
  }

  private void initialDone() {
    initial = false;
    assertEquals(history.at(last, filter), known, "initial events at " + last);
  }

  void bookmark() {
    if (watch != null) {
      watch.requestBookmark();
    }
  }

  /** Goes away in the middle of whatever it did, and will resume. */
  void disconnect() {
    if (watch != null) {
      watch.close();
      watch = null;
      if (initial) {
        initial = false;
        last = 0;
      }
    }
  }

  boolean isConnected() {
    return watch != null;
  }

  void assertKnowsAll() {
    assertEquals(history.at(history.revision(), filter), known, "at the end, " + filter);
  }
}
