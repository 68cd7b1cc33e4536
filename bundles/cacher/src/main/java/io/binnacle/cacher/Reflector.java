package io.binnacle.cacher;

import io.binnacle.api.storage.KeyValue;
import io.binnacle.api.storage.RangeRequest;
import io.binnacle.api.storage.RangeResult;
import io.binnacle.api.storage.Storage;
import io.binnacle.api.storage.StorageException;
import io.binnacle.api.storage.WatchEvent;
import io.binnacle.api.storage.WatchHandle;
import io.binnacle.api.storage.WatchListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a {@link WatchCache} in step with storage: reads it at a revision, follows its changes from
 * there, and begins again where it must. While storage can't be reached the state stays as it was
 * and is followed on afterwards; only where history is gone is all read anew.
 *
 * <p>It works on storage's threads, one call at a time for each follower.
 */
final class Reflector {
  private static final Logger LOG = LoggerFactory.getLogger(Reflector.class);
  private static final int PAGE = 10_000;
  private static final long RETRY_MILLIS = 500;

  private final String prefix;
  private final StoredObjects objects;
  private final Storage storage;
  private final StorageProgress progress;
  private final ScheduledExecutorService retries;
  private final WatchCache cache;
  private final EventMetrics metrics;
  private volatile @Nullable WatchHandle handle;
  private @Nullable Follower follower;
  private boolean closed;

  Reflector(
      String prefix,
      StoredObjects objects,
      Storage storage,
      StorageProgress progress,
      ScheduledExecutorService retries,
      WatchCache cache,
      EventMetrics metrics) {
    this.prefix = prefix;
    this.objects = objects;
    this.storage = storage;
    this.progress = progress;
    this.retries = retries;
    this.cache = cache;
    this.metrics = metrics;
  }

  /**
   * Reads storage at a revision, then follows it from there; tries again for as long as it takes.
   */
  void start() {
    readPage(objects.reading(), RangeRequest.prefix(prefix, 0, PAGE));
  }

  private void readPage(StoredObjects.Reading soFar, RangeRequest request) {
    if (cache.isClosed()) {
      return;
    }
    storage
        .range(request)
        .whenComplete(
            (result, failure) -> {
              if (failure != null) {
                LOG.warn("reading {} failed, trying again: {}", prefix, failure.getMessage());
                later(this::start);
                return;
              }
              take(soFar, request, result);
            });
  }

  private void take(StoredObjects.Reading soFar, RangeRequest request, RangeResult result) {
    metrics.storageListed.add(result.items().size());
    result.items().forEach(soFar::add);
    if (result.more()) {
      KeyValue last = result.items().get(result.items().size() - 1);
      readPage(soFar, request.after(last.key(), result.revision()));
      return;
    }
    metrics.storageLists.increment();
    cache.replace(soFar.snapshot(result.revision()));
    etcdWatch(result.revision() + 1);
  }

  /** Follows storage's changes, whichever engine it is, from a revision on. */
  private void etcdWatch(long from) {
    Follower next = new Follower();
    synchronized (this) {
      if (closed) {
        return;
      }
      follower = next;
    }
    WatchHandle opened = storage.watch(prefix, from, next);
    synchronized (this) {
      if (follower == next) {
        handle = opened;
        return;
      }
    }
    opened.close();
  }

  private final class Follower implements WatchListener {
    @Override
    public void onEvents(List<WatchEvent> events) {
      List<StoredChange> changes = new ArrayList<>(events.size());
      for (WatchEvent event : events) {
        changes.add(objects.translate(event));
      }
      if (isCurrent()) {
        cache.watchHandler(changes);
      }
    }

    @Override
    public void onProgress(long revision) {
      if (isCurrent()) {
        metrics.storageBookmarks.increment();
        cache.progress(revision);
        progress.told();
      }
    }

    private boolean isCurrent() {
      synchronized (Reflector.this) {
        return follower == this;
      }
    }

    @Override
    public void onError(StorageException error) {
      synchronized (Reflector.this) {
        if (follower != this) {
          return;
        }
        follower = null;
        handle = null;
      }
      if (error.code() == StorageException.Code.CLOSED) {
        LOG.debug("storage has been closed, {} is no longer followed", prefix);
      } else {
        LOG.warn("the watch on {} ended: {}", prefix, error.getMessage());
      }
      if (error.code() == StorageException.Code.COMPACTED) {
        readAnew();
      } else {
        later(Reflector.this::resume);
      }
    }
  }

  private void readAnew() {
    cache.lost();
    start();
  }

  /** Goes on where it was; a store that is older than that is not the one that was followed. */
  private void resume() {
    long seen = cache.current().revision();
    progress
        .currentRevision()
        .whenComplete(
            (revision, failure) -> {
              if (failure != null) {
                LOG.debug("storage is not back: {}", failure.getMessage());
                later(this::resume);
              } else if (revision < seen) {
                LOG.warn("storage went back from revision {} to {}", seen, revision);
                readAnew();
              } else {
                etcdWatch(seen + 1);
              }
            });
  }

  private void later(Runnable task) {
    if (cache.isClosed()) {
      return;
    }
    try {
      retries.schedule(task, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("{} is no longer cached", prefix, e);
    }
  }

  /** The newest state if it is known, without asking, to be as new as storage; else null. */
  @Nullable StoreSnapshot newest() {
    WatchHandle following = handle;
    long revision = following == null ? WatchHandle.NOT_KNOWN : following.currentIfDelivered();
    if (revision == WatchHandle.NOT_KNOWN || !cache.isReady()) {
      return null;
    }
    // Read after the question, so that it shows at least what had been delivered then.
    StoreSnapshot state = cache.current();
    if (state.revision() >= revision) {
      return state;
    }
    // The handle may have been replaced, and the state with it, between the two.
    synchronized (this) {
      if (handle != following) {
        return null;
      }
    }
    StoreSnapshot advanced = cache.progress(revision);
    return cache.isReady() && advanced.revision() >= revision ? advanced : null;
  }

  void close() {
    WatchHandle open;
    synchronized (this) {
      closed = true;
      follower = null;
      open = handle;
      handle = null;
    }
    if (open != null) {
      open.close();
    }
  }
}
