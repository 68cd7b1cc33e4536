package io.binnacle.storage.embedded;

import io.binnacle.api.storage.KeyValue;
import io.binnacle.api.storage.StorageException;
import io.binnacle.api.storage.WatchEvent;
import io.binnacle.api.storage.WatchHandle;
import io.binnacle.api.storage.WatchListener;
import io.binnacle.storage.embedded.index.KeyIndex;
import io.binnacle.storage.embedded.index.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

/**
 * The open watches. The delivery thread hands each committed group to the watches that are up to
 * date. A watch from the past is first brought near the present by a reader thread and then joined
 * on the delivery thread, which reads the last few revisions itself: nothing is missed or repeated.
 */
final class Watches {
  private static final int BATCH = 500;

  private final KeyIndex index;
  private final Values values;
  private final ExecutorService readers;
  private final Lane delivery;
  private final Set<Watch> open = ConcurrentHashMap.newKeySet();
  // These two belong to the delivery thread.
  private final List<Watch> live = new ArrayList<>();
  private long delivered;
  private volatile long announced;

  Watches(KeyIndex index, Values values, ExecutorService readers, Lane delivery) {
    this.index = index;
    this.values = values;
    this.readers = readers;
    this.delivery = delivery;
    this.delivered = index.revision();
    this.announced = delivered;
  }

  /**
   * Notes which watches are to get something of a group, before readers can see its revision.
   * Called by the writer.
   */
  void announce(List<Group.Change> changes, long revision) {
    // Before looking for watches: one that opens too late to be found sees this number.
    announced = revision;
    for (Watch watch : open) {
      for (Group.Change change : changes) {
        if (watch.wants(change.version().key())) {
          watch.expect(revision);
          break;
        }
      }
    }
  }

  /** Takes a committed group, which brings the store to {@code revision}. Called by the writer. */
  void committed(List<Group.Change> changes, long revision) {
    delivery.press(() -> dispatch(changes, revision));
  }

  /** See {@link io.binnacle.api.storage.Storage#watch}. */
  WatchHandle open(String prefix, long from, WatchListener listener) {
    Watch watch = new Watch(prefix, Math.max(1, from), listener);
    open.add(watch);
    watch.expect(announced);
    continueOn(watch);
    return new Handle(watch);
  }

  private final class Handle implements WatchHandle {
    private final Watch watch;

    Handle(Watch watch) {
      this.watch = watch;
    }

    @Override
    public long currentIfDelivered() {
      // In this order: what is visible at the revision was announced before.
      long revision = index.revision();
      return watch.hasAll() ? revision : NOT_KNOWN;
    }

    @Override
    public void close() {
      watch.end();
      open.remove(watch);
      delivery.run(() -> live.remove(watch));
    }
  }

  /** See {@link io.binnacle.api.storage.Storage#requestProgress}. */
  void requestProgress() {
    long revision = index.revision();
    open.forEach(watch -> watch.wantProgress(revision));
    delivery.run(() -> live.forEach(watch -> watch.reportProgress(delivered)));
  }

  /** Runs the task once all that was committed so far is delivered. */
  boolean afterDelivery(Runnable task) {
    return delivery.run(task);
  }

  /** Ends all watches with an error, once all that was committed is delivered. */
  void close(StorageException why) {
    delivery.run(
        () -> {
          live.clear();
          open.forEach(watch -> watch.fail(why));
          open.clear();
        });
    delivery.close();
  }

  private void dispatch(List<Group.Change> changes, long revision) {
    if (!live.isEmpty()) {
      LiveEvents events = new LiveEvents(changes, values);
      long first = changes.isEmpty() ? Long.MAX_VALUE : changes.get(0).version().revision();
      for (Watch watch : List.copyOf(live)) {
        try {
          watch.deliver(watch.expects(first) ? events.of(watch) : List.of(), revision);
          watch.reportProgress(revision);
        } catch (StorageException e) {
          fail(watch, e);
        }
        if (watch.isEnded()) {
          live.remove(watch);
          open.remove(watch);
        }
      }
    }
    delivered = revision;
  }

  private void fail(Watch watch, StorageException why) {
    watch.fail(why);
    open.remove(watch);
  }

  private void continueOn(Watch watch) {
    try {
      readers.execute(() -> catchUp(watch));
    } catch (RejectedExecutionException e) {
      fail(watch, readers.isShutdown() ? Failures.closed() : Failures.overloaded());
    }
  }

  /** On a reader thread: one batch of the past, then the next one or the join. */
  private void catchUp(Watch watch) {
    long newest = index.revision();
    if (newest - watch.next() < BATCH && !isCompacted(watch)) {
      if (!delivery.run(() -> join(watch))) {
        fail(watch, Failures.closed());
      }
      return;
    }
    if (deliverPast(watch, Math.min(newest, watch.next() + BATCH - 1))) {
      continueOn(watch);
    }
  }

  /** On the delivery thread: the last few revisions, then the watch is live. */
  private void join(Watch watch) {
    if (watch.isEnded()) {
      return;
    }
    if (delivered - watch.next() >= BATCH) {
      continueOn(watch);
      return;
    }
    if (deliverPast(watch, delivered)) {
      live.add(watch);
      watch.live();
      watch.reportProgress(delivered);
    }
  }

  /** Delivers the past up to a revision; false if the watch has ended. */
  private boolean deliverPast(Watch watch, long through) {
    try {
      List<WatchEvent> events = new ArrayList<>();
      for (long r = watch.next(); r <= through && !watch.isEnded(); r++) {
        Version version = index.madeBy(r);
        if (version != null && watch.wants(version.key())) {
          KeyValue previous = values.read(version.older());
          events.add(new WatchEvent(version.key(), r, values.read(version), previous));
        }
      }
      // Asked after reading: what was read before the keeper came is whole.
      if (isCompacted(watch)) {
        fail(watch, Failures.compacted(watch.next(), index.compacted()));
      } else {
        watch.deliver(events, through);
      }
    } catch (StorageException e) {
      fail(watch, isCompacted(watch) ? Failures.compacted(watch.next(), index.compacted()) : e);
    }
    return !watch.isEnded();
  }

  private boolean isCompacted(Watch watch) {
    return watch.next() < index.compacted();
  }
}
