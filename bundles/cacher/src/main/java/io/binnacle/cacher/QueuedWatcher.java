package io.binnacle.cacher;

import io.binnacle.api.cache.CacheWatch;
import io.binnacle.api.cache.WatchCacheEvent;
import io.binnacle.api.cache.WatchRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A watcher's bounded queue. The cacher's event thread adds, one reader takes; both hold this
 * object's monitor for moments only. Adding and signalling are two steps, so that the cacher can
 * add a burst to many queues and signal each watcher once, when it holds no lock.
 */
final class QueuedWatcher implements CacheWatch {
  /** Who looks after the watcher; called without any lock of the watcher's. */
  record Owner(Consumer<QueuedWatcher> closed, Consumer<QueuedWatcher> wantsBookmark) {}

  private final int capacity;
  private final boolean bookmarks;
  private final long startRevision;
  private final WatchFilter filter;
  private final @Nullable IndexTerm term;
  private final Owner owner;
  private final Deque<WatchCacheEvent> queue = new ArrayDeque<>(2);
  // What comes before the queue. Its reader alone goes through it, as that may take a while.
  private volatile @Nullable Iterator<WatchCacheEvent> initial;
  private @Nullable Runnable signal;
  private boolean signalDue;
  private boolean ended;

  /**
   * @param startRevision what happened up to here is among the initial events or not wanted
   */
  QueuedWatcher(
      int capacity,
      WatchRequest request,
      long startRevision,
      Iterator<WatchCacheEvent> initial,
      Owner owner) {
    this.capacity = capacity;
    this.bookmarks = request.bookmarks();
    this.startRevision = startRevision;
    this.filter = WatchFilter.of(request);
    this.term = filter.term();
    this.initial = initial;
    this.owner = owner;
  }

  WatchFilter filter() {
    return filter;
  }

  @Nullable IndexTerm term() {
    return term;
  }

  /** What came of an offer. */
  enum Offer {
    /** Nothing more to do. */
    DONE,
    /** The reader waits for a signal. */
    SIGNAL,
    /** There was no room, the watcher has ended, and its reader may wait for a signal. */
    OVERFLOW
  }

  /** Offers a change; a watcher whose reader is too slow to keep room for it is ended instead. */
  Offer sendWatchCacheEvent(ChangeEvent change) {
    if (change.revision() <= startRevision) {
      return Offer.DONE;
    }
    WatchCacheEvent event = change.forWatcher(filter);
    return event == null ? Offer.DONE : offer(event);
  }

  private synchronized Offer offer(WatchCacheEvent event) {
    if (ended) {
      return Offer.DONE;
    }
    if (queue.size() >= capacity) {
      ended = true;
      return Offer.OVERFLOW;
    }
    queue.addLast(event);
    if (signal == null || signalDue) {
      return Offer.DONE;
    }
    signalDue = true;
    return Offer.SIGNAL;
  }

  /** A bookmark for those that asked for bookmarks and have room. True if a signal is due. */
  synchronized boolean sendBookmark(long revision) {
    return bookmarks
        && revision >= startRevision
        && queue.size() < capacity
        && offer(WatchCacheEvent.bookmark(revision, false)) == Offer.SIGNAL;
  }

  /** Runs the signal that the reader left, if any. */
  void signal() {
    Runnable wake;
    synchronized (this) {
      wake = signal;
      signal = null;
      signalDue = false;
    }
    if (wake != null) {
      wake.run();
    }
  }

  /** Ends the stream behind what is queued. */
  void end() {
    synchronized (this) {
      ended = true;
    }
    signal();
  }

  @Override
  public @Nullable WatchCacheEvent poll() {
    Iterator<WatchCacheEvent> first = initial;
    if (first != null) {
      if (first.hasNext()) {
        return first.next();
      }
      initial = null;
    }
    synchronized (this) {
      return queue.pollFirst();
    }
  }

  @Override
  public boolean isEnded() {
    Iterator<WatchCacheEvent> first = initial;
    if (first != null && first.hasNext()) {
      return false;
    }
    synchronized (this) {
      return ended && queue.isEmpty();
    }
  }

  @Override
  public void whenReady(Runnable wanted) {
    Iterator<WatchCacheEvent> first = initial;
    if (first == null || !first.hasNext()) {
      synchronized (this) {
        if (!ended && queue.isEmpty()) {
          signal = wanted;
          return;
        }
      }
    }
    wanted.run();
  }

  @Override
  public void requestBookmark() {
    owner.wantsBookmark().accept(this);
  }

  @Override
  public void close() {
    owner.closed().accept(this);
    synchronized (this) {
      ended = true;
      queue.clear();
      initial = null;
      signal = null;
    }
  }
}
