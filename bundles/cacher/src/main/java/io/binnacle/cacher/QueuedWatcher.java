package io.binnacle.cacher;

import io.binnacle.api.cache.CacheWatch;
import io.binnacle.api.cache.WatchCacheEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A watcher's bounded queue. The cacher's event thread adds, one reader takes; both hold this
 * object's monitor for moments only, and signals run outside of it.
 */
final class QueuedWatcher implements CacheWatch {
  private final int capacity;
  private final long startRevision;
  private final WatchFilter filter;
  private final Consumer<QueuedWatcher> onClose;
  private final Consumer<QueuedWatcher> onBookmarkRequest;
  private final Deque<WatchCacheEvent> queue = new ArrayDeque<>();
  private @Nullable Iterator<WatchCacheEvent> initial;
  private @Nullable Runnable signal;
  private boolean ended;

  QueuedWatcher(
      int capacity,
      long startRevision,
      WatchFilter filter,
      Iterator<WatchCacheEvent> initial,
      Consumer<QueuedWatcher> onClose,
      Consumer<QueuedWatcher> onBookmarkRequest) {
    this.capacity = capacity;
    this.startRevision = startRevision;
    this.filter = filter;
    this.initial = initial;
    this.onClose = onClose;
    this.onBookmarkRequest = onBookmarkRequest;
  }

  String namespace() {
    return filter.request().namespace();
  }

  /** Offers a change; a watcher whose reader is too slow to keep room for it is ended instead. */
  void sendWatchCacheEvent(ChangeEvent change) {
    if (change.revision() <= startRevision) {
      return;
    }
    WatchCacheEvent event = change.forWatcher(filter);
    if (event != null && !offer(event)) {
      onClose.accept(this);
    }
  }

  void sendBookmark(long revision) {
    if (filter.request().bookmarks() && revision >= startRevision) {
      offer(WatchCacheEvent.bookmark(revision, false));
    }
  }

  /** Ends the stream behind what is queued. */
  void end() {
    Runnable wake;
    synchronized (this) {
      ended = true;
      wake = takeSignal();
    }
    run(wake);
  }

  private boolean offer(WatchCacheEvent event) {
    Runnable wake;
    boolean room;
    synchronized (this) {
      room = queue.size() < capacity;
      if (ended) {
        return true;
      }
      if (room) {
        queue.addLast(event);
      } else {
        ended = true;
      }
      wake = takeSignal();
    }
    run(wake);
    return room;
  }

  private @Nullable Runnable takeSignal() {
    Runnable taken = signal;
    signal = null;
    return taken;
  }

  private static void run(@Nullable Runnable wake) {
    if (wake != null) {
      wake.run();
    }
  }

  @Override
  public synchronized @Nullable WatchCacheEvent poll() {
    if (initial != null) {
      if (initial.hasNext()) {
        return initial.next();
      }
      initial = null;
    }
    return queue.pollFirst();
  }

  @Override
  public synchronized boolean isEnded() {
    return ended && queue.isEmpty() && (initial == null || !initial.hasNext());
  }

  @Override
  public void whenReady(Runnable wanted) {
    synchronized (this) {
      if (!ended && queue.isEmpty() && (initial == null || !initial.hasNext())) {
        signal = wanted;
        return;
      }
    }
    wanted.run();
  }

  @Override
  public void requestBookmark() {
    onBookmarkRequest.accept(this);
  }

  @Override
  public void close() {
    onClose.accept(this);
    synchronized (this) {
      ended = true;
      queue.clear();
      initial = null;
      signal = null;
    }
  }
}
