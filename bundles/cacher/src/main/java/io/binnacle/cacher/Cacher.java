package io.binnacle.cacher;

import io.binnacle.api.cache.CacheWatch;
import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.cache.ResourceCache;
import io.binnacle.api.cache.Snapshot;
import io.binnacle.api.cache.WatchCacheEvent;
import io.binnacle.api.cache.WatchRequest;
import io.binnacle.api.cache.WatchRequest.Start;
import io.binnacle.api.status.Cause;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.storage.KeyValue;
import io.binnacle.api.storage.RangeRequest;
import io.binnacle.api.storage.RangeResult;
import io.binnacle.api.storage.Storage;
import io.binnacle.api.storage.StorageException;
import io.binnacle.api.storage.WatchEvent;
import io.binnacle.api.storage.WatchHandle;
import io.binnacle.api.storage.WatchListener;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.api.translate.TranslationException;
import io.binnacle.api.translate.Translator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watch cache of one resource type: it follows storage and answers reads and watches from
 * memory.
 *
 * <p>Threads: storage's watch thread alone changes the state ({@link #watchHandler}); readers take
 * immutable snapshots. The monitor makes "change the state, hand out the event" and "take the
 * state, register a watcher" each one step; nothing blocks while it is held.
 */
final class Cacher implements ResourceCache {
  private static final Logger LOG = LoggerFactory.getLogger(Cacher.class);
  private static final int PAGE = 10_000;
  private static final int WATCHER_QUEUE = 10_000;
  private static final int WINDOW = 10_000;
  private static final long CATCH_UP_MILLIS = 3_000;

  private final String prefix;
  private final Translator translator;
  private final Storage storage;
  private final ScheduledExecutorService retries;
  private final Watchers watchers = new Watchers();
  private WatchWindow window;
  private volatile StoreSnapshot current;
  private volatile boolean ready;
  private boolean closed;
  private @Nullable WatchHandle following;

  Cacher(String prefix, Translator translator, Storage storage, ScheduledExecutorService retries) {
    this.prefix = prefix;
    this.translator = translator;
    this.storage = storage;
    this.retries = retries;
    this.current = StoreSnapshot.empty(prefix);
    this.window = new WatchWindow(WINDOW, current);
  }

  /**
   * Reads storage at a revision, then follows it from there; tries again for as long as it takes.
   */
  void startCaching() {
    readPage(StoreSnapshot.empty(prefix), RangeRequest.prefix(prefix, 0, PAGE));
  }

  private void readPage(StoreSnapshot soFar, RangeRequest request) {
    storage
        .range(request)
        .whenComplete(
            (result, failure) -> {
              if (failure != null) {
                retry(failure);
                return;
              }
              StoreSnapshot read = absorb(soFar, result);
              if (result.more()) {
                String last = result.items().get(result.items().size() - 1).key();
                readPage(read, request.after(last, result.revision()));
              } else {
                etcdWatch(read);
              }
            });
  }

  private StoreSnapshot absorb(StoreSnapshot soFar, RangeResult result) {
    StoreSnapshot read = soFar.at(result.revision());
    for (KeyValue stored : result.items()) {
      LocalObject object = translate(stored);
      if (object != null) {
        read = read.with(result.revision(), object);
      }
    }
    return read;
  }

  /** Makes what was read the state and follows storage's changes from the revision after it. */
  private void etcdWatch(StoreSnapshot read) {
    synchronized (this) {
      if (closed) {
        return;
      }
      current = read;
      window = new WatchWindow(WINDOW, read);
      ready = true;
      following = storage.watch(prefix, read.revision() + 1, new Follower());
      notifyAll();
    }
  }

  private synchronized void retry(Throwable failure) {
    if (closed) {
      return;
    }
    LOG.warn("reading {} failed, trying again: {}", prefix, failure.getMessage());
    retries.schedule(this::startCaching, 500, TimeUnit.MILLISECONDS);
  }

  private final class Follower implements WatchListener {
    @Override
    public void onEvents(List<WatchEvent> events) {
      for (WatchEvent event : events) {
        watchHandler(event);
      }
    }

    @Override
    public void onProgress(long revision) {
      progress(revision);
    }

    /** History is gone or the engine failed: watchers start over, and so does the cache. */
    @Override
    public void onError(StorageException error) {
      List<QueuedWatcher> orphans;
      synchronized (Cacher.this) {
        ready = false;
        orphans = watchers.drain();
      }
      orphans.forEach(QueuedWatcher::end);
      retry(error);
    }
  }

  private void watchHandler(WatchEvent event) {
    LocalObject object = event.current() == null ? null : translate(event.current());
    synchronized (this) {
      LocalObject previous = current.objects().get(event.key());
      StoreSnapshot next =
          object == null
              ? current.without(event.revision(), event.key())
              : current.with(event.revision(), object);
      if (object != null || previous != null) {
        ChangeEvent change = new ChangeEvent(event.revision(), previous, object);
        window.append(change, next);
        dispatchEvents(change);
      }
      current = next;
      notifyAll();
    }
  }

  private void dispatchEvents(ChangeEvent change) {
    for (QueuedWatcher watcher : watchers.of(change.namespace())) {
      watcher.sendWatchCacheEvent(change);
    }
  }

  private synchronized void progress(long revision) {
    if (revision > current.revision()) {
      current = current.at(revision);
      notifyAll();
    }
  }

  /** Null for bytes that are no object: that one object is set aside, the type goes on. */
  private @Nullable LocalObject translate(KeyValue stored) {
    try {
      return translator.toLocal(stored.key(), stored.value(), stored.modRevision());
    } catch (TranslationException e) {
      LOG.error(
          "{} is set aside, its stored bytes can't be read: {}", stored.key(), e.getMessage());
      return null;
    }
  }

  @Override
  public boolean isReady() {
    return ready;
  }

  @Override
  public Snapshot snapshot(ReadFreshness freshness) {
    return switch (freshness.mode()) {
      case ANY -> awaitRevision(0);
      case MOST_RECENT -> awaitRevision(storageRevision());
      case NOT_OLDER_THAN -> awaitRevision(freshness.revision());
      case EXACT -> exactly(freshness.revision());
    };
  }

  private long storageRevision() {
    return await(storage.currentRevision().toCompletableFuture());
  }

  private static <T> T await(java.util.concurrent.CompletableFuture<T> future) {
    try {
      return future.get(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StatusException.serviceUnavailable("the server is stopping");
    } catch (java.util.concurrent.TimeoutException e) {
      throw StatusException.timeout("storage did not answer in time", 1);
    } catch (java.util.concurrent.ExecutionException | CompletionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof StorageException storageFailure
          && storageFailure.code() == StorageException.Code.COMPACTED) {
        throw StatusException.expired(
            "The provided continue parameter is too old to display a consistent list result.");
      }
      throw StatusException.serviceUnavailable(
          "storage: " + (cause == null ? e : cause).getMessage());
    }
  }

  private StoreSnapshot awaitRevision(long revision) {
    StoreSnapshot now = current;
    if (ready && now.revision() >= revision) {
      return now;
    }
    storage.requestProgress();
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CATCH_UP_MILLIS);
    synchronized (this) {
      while (!ready || current.revision() < revision) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0 || closed) {
          throw ready ? tooLargeRevision(revision) : notReady();
        }
        try {
          wait(left);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw StatusException.serviceUnavailable("the server is stopping");
        }
      }
      return current;
    }
  }

  private StatusException notReady() {
    return StatusException.tooManyRequests("storage is (re)initializing", 1);
  }

  private StatusException tooLargeRevision(long wanted) {
    String message =
        "Timeout: Too large resource version: " + wanted + ", current: " + current.revision();
    return new StatusException(
        Reason.TIMEOUT,
        Reason.TIMEOUT.code(),
        message,
        new StatusException.Details(
            "",
            "",
            "",
            "",
            List.of(new Cause("ResourceVersionTooLarge", "Too large resource version", "")),
            1));
  }

  /** From the window if it reaches so far back, else from storage's history. */
  private Snapshot exactly(long revision) {
    awaitRevision(revision);
    synchronized (this) {
      StoreSnapshot kept = window.at(revision);
      if (kept != null) {
        return kept;
      }
    }
    StoreSnapshot read = StoreSnapshot.empty(prefix);
    RangeRequest request = RangeRequest.prefix(prefix, revision, PAGE);
    while (true) {
      RangeResult page = await(storage.range(request).toCompletableFuture());
      read = absorb(read, page).at(revision);
      if (!page.more()) {
        return read;
      }
      request = request.after(page.items().get(page.items().size() - 1).key(), revision);
    }
  }

  @Override
  public CacheWatch watch(WatchRequest request) {
    boolean replay = request.start() == Start.EVENTS;
    if (request.start() == Start.INITIAL_EVENTS) {
      snapshot(
          request.fromRevision() == 0
              ? ReadFreshness.MOST_RECENT
              : ReadFreshness.notOlderThan(request.fromRevision()));
    } else {
      awaitRevision(0);
    }
    WatchFilter filter = new WatchFilter(request);
    synchronized (this) {
      if (closed || !ready) {
        throw notReady();
      }
      long from = replay ? request.fromRevision() : current.revision();
      if (replay && from < window.oldestRevision()) {
        throw StatusException.expired(
            "too old resource version: " + from + " (" + window.oldestRevision() + ")");
      }
      Iterator<WatchCacheEvent> initial = replay ? replay(filter, from) : stateOf(current, filter);
      QueuedWatcher watcher =
          new QueuedWatcher(
              WATCHER_QUEUE,
              Math.max(from, current.revision()),
              filter,
              initial,
              this::forget,
              this::bookmark);
      watchers.add(watcher);
      return watcher;
    }
  }

  private Iterator<WatchCacheEvent> replay(WatchFilter filter, long from) {
    List<WatchCacheEvent> events = new ArrayList<>();
    for (ChangeEvent change : window.since(from)) {
      WatchCacheEvent event = change.forWatcher(filter);
      if (event != null) {
        events.add(event);
      }
    }
    return events.iterator();
  }

  /** The objects of a snapshot as ADDED events, made while they are read. */
  private static Iterator<WatchCacheEvent> stateOf(StoreSnapshot state, WatchFilter filter) {
    Iterator<WatchCacheEvent> added =
        state.list(filter.request().namespace(), "").stream()
            .filter(filter::passes)
            .map(object -> WatchCacheEvent.change(WatchCacheEvent.Type.ADDED, object))
            .iterator();
    Iterator<WatchCacheEvent> last =
        filter.request().start() == Start.INITIAL_EVENTS
            ? List.of(WatchCacheEvent.bookmark(state.revision(), true)).iterator()
            : Collections.emptyIterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return added.hasNext() || last.hasNext();
      }

      @Override
      public WatchCacheEvent next() {
        return added.hasNext() ? added.next() : last.next();
      }
    };
  }

  private synchronized void forget(QueuedWatcher watcher) {
    watchers.remove(watcher);
  }

  private void bookmark(QueuedWatcher watcher) {
    storage.requestProgress();
    synchronized (this) {
      watcher.sendBookmark(current.revision());
    }
  }

  @Override
  public void close() {
    List<QueuedWatcher> open;
    synchronized (this) {
      closed = true;
      ready = false;
      open = watchers.drain();
      if (following != null) {
        following.close();
      }
      current = StoreSnapshot.empty(prefix);
      window = new WatchWindow(0, current);
      notifyAll();
    }
    open.forEach(QueuedWatcher::end);
  }
}
