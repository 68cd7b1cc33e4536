package io.binnacle.cacher;

import io.binnacle.api.cache.WatchCacheEvent;
import io.binnacle.api.cache.WatchRequest;
import io.binnacle.api.cache.WatchRequest.Start;
import io.binnacle.api.status.StatusException;
import io.binnacle.cacher.FreshnessWaiters.Waiter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The state of one type, its window of changes, its watchers and the readers that wait for a
 * revision.
 *
 * <p>Storage's watch thread alone changes the state; readers take immutable snapshots without a
 * lock. The monitor makes "change the state, queue the events" and "take the state, register a
 * watcher" each one step. Nothing blocks or is called out to while it is held: signals and waiting
 * readers follow once it is free.
 */
final class WatchCache {
  /**
   * How much is held for watchers.
   *
   * @param watcherQueue events that a watcher's queue has room for
   * @param window changes that are kept for those to come
   */
  record Limits(int watcherQueue, WatchWindow.Limits window) {
    static final Limits USUAL = new Limits(10_000, WatchWindow.Limits.USUAL);
  }

  private final Limits limits;
  private final StoreSnapshot nothing;
  private final EventMetrics metrics;
  private final WatcherIndex watchers = new WatcherIndex();
  private final FreshnessWaiters waiters = new FreshnessWaiters();
  private WatchWindow window;
  private volatile StoreSnapshot current;
  private volatile boolean ready;
  private volatile boolean closed;

  WatchCache(StoreSnapshot nothing, EventMetrics metrics, Limits limits) {
    this.limits = limits;
    this.nothing = nothing;
    this.metrics = metrics;
    this.current = nothing;
    this.window = new WatchWindow(limits.window(), nothing);
  }

  boolean isReady() {
    return ready;
  }

  boolean isClosed() {
    return closed;
  }

  /** The newest state; of no meaning while not ready. */
  StoreSnapshot current() {
    return current;
  }

  synchronized int watcherCount() {
    return watchers.size();
  }

  synchronized int windowCapacity() {
    return window.capacity();
  }

  /** Takes what was read of storage as the state. */
  void replace(StoreSnapshot read) {
    List<Waiter> reached;
    synchronized (this) {
      if (closed) {
        return;
      }
      current = read;
      window = new WatchWindow(limits.window(), read);
      ready = true;
      reached = reached();
    }
    metrics.initializations.increment();
    answer(reached);
  }

  /** Events were lost: watchers start over, and readers wait until the state is read anew. */
  void lost() {
    List<QueuedWatcher> orphans;
    synchronized (this) {
      ready = false;
      orphans = watchers.drain();
    }
    orphans.forEach(QueuedWatcher::end);
  }

  /** Takes changes over in order; those of one revision become visible together. */
  void watchHandler(List<StoredChange> changes) {
    List<QueuedWatcher> wake = new ArrayList<>();
    List<Waiter> reached;
    long now = System.nanoTime();
    synchronized (this) {
      if (!ready) {
        return;
      }
      StoreSnapshot state = current;
      for (StoredChange change : changes) {
        var previous = state.objects().get(change.key());
        state = state.after(change);
        if (change.object() != null || previous != null) {
          ChangeEvent event = new ChangeEvent(change.revision(), previous, change.object());
          window.append(event, state, now);
          dispatchEvents(event, wake);
        }
      }
      current = state;
      reached = reached();
    }
    metrics.received.add(changes.size());
    wake.forEach(QueuedWatcher::signal);
    answer(reached);
  }

  private void dispatchEvents(ChangeEvent change, List<QueuedWatcher> wake) {
    List<QueuedWatcher> interested = watchers.of(change);
    for (QueuedWatcher watcher : interested) {
      switch (watcher.sendWatchCacheEvent(change)) {
        case DONE -> {}
        case SIGNAL -> wake.add(watcher);
        case OVERFLOW -> {
          watchers.remove(watcher);
          metrics.terminatedWatchers.increment();
          wake.add(watcher);
        }
      }
    }
    if (!interested.isEmpty()) {
      metrics.dispatched.increment();
    }
  }

  /** All changes up to a revision are known to have been taken over. */
  StoreSnapshot progress(long revision) {
    List<Waiter> reached;
    StoreSnapshot state;
    synchronized (this) {
      if (ready && revision > current.revision()) {
        current = current.at(revision);
      }
      state = current;
      reached = reached();
    }
    answer(reached);
    return state;
  }

  private List<Waiter> reached() {
    long revision = current.revision();
    return ready ? waiters.take(waiter -> waiter.revision() <= revision) : List.of();
  }

  private void answer(List<Waiter> reached) {
    if (!reached.isEmpty()) {
      StoreSnapshot state = current;
      reached.forEach(waiter -> waiter.done().complete(state));
    }
  }

  /** Lets a reader wait for its revision; false if it need not wait or there is no hope. */
  synchronized boolean await(Waiter waiter) {
    if (closed || ready && current.revision() >= waiter.revision()) {
      return false;
    }
    waiters.add(waiter);
    return true;
  }

  /** Readers that have waited since before a moment; they are forgotten. */
  synchronized List<Waiter> waitingSince(long moment) {
    return waiters.take(waiter -> waiter.since() - moment <= 0);
  }

  synchronized boolean hasWaiters() {
    return !waiters.isEmpty();
  }

  /** The state as of a revision that has been reached, null if it is older than the window. */
  synchronized @Nullable StoreSnapshot at(long revision) {
    return ready ? window.at(revision) : null;
  }

  /**
   * Registers a watcher.
   *
   * @param bookmark runs when the watcher asks for a bookmark
   */
  QueuedWatcher register(WatchRequest request, Consumer<QueuedWatcher> bookmark) {
    WatchFilter filter = WatchFilter.of(request);
    boolean replay = request.start() == Start.EVENTS;
    synchronized (this) {
      if (closed || !ready) {
        throw Failures.notReady();
      }
      long from = replay ? request.fromRevision() : current.revision();
      if (replay && from < window.oldestRevision()) {
        throw StatusException.expired(
            "too old resource version: " + from + " (" + window.oldestRevision() + ")");
      }
      boolean closing = request.start() == Start.INITIAL_EVENTS && request.bookmarks();
      Iterator<WatchCacheEvent> initial =
          replay
              ? InitialEvents.replay(window.since(from), filter)
              : InitialEvents.stateOf(current, filter, closing);
      QueuedWatcher watcher =
          new QueuedWatcher(
              limits.watcherQueue(),
              request,
              Math.max(from, current.revision()),
              initial,
              new QueuedWatcher.Owner(this::forget, bookmark));
      watchers.add(watcher);
      return watcher;
    }
  }

  private synchronized void forget(QueuedWatcher watcher) {
    watchers.remove(watcher);
  }

  void sendBookmark(QueuedWatcher watcher) {
    boolean signal;
    synchronized (this) {
      signal = ready && watcher.sendBookmark(current.revision());
    }
    if (signal) {
      watcher.signal();
    }
  }

  /** Ends all watches cleanly and lets go of the objects. */
  void close() {
    List<QueuedWatcher> open;
    List<Waiter> waiting;
    synchronized (this) {
      closed = true;
      ready = false;
      open = watchers.drain();
      waiting = waiters.take(waiter -> true);
      current = nothing;
      window = new WatchWindow(limits.window(), nothing);
    }
    open.forEach(QueuedWatcher::end);
    waiting.forEach(waiter -> waiter.done().completeExceptionally(Failures.notReady()));
  }
}
