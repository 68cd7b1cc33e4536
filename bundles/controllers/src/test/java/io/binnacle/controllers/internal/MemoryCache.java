package io.binnacle.controllers.internal;

import io.binnacle.api.cache.CacheWatch;
import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.cache.ResourceCache;
import io.binnacle.api.cache.Snapshot;
import io.binnacle.api.cache.WatchCacheEvent;
import io.binnacle.api.cache.WatchRequest;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.translate.LocalObject;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The watches and snapshots of a {@link MemoryStore}. */
public final class MemoryCache implements ResourceCache {
  private final MemoryStore store;
  private final List<Watch> watches = new CopyOnWriteArrayList<>();
  volatile int refusals;

  MemoryCache(MemoryStore store) {
    this.store = store;
  }

  void send(WatchCacheEvent.Type type, LocalObject object) {
    watches.forEach(watch -> watch.offer(WatchCacheEvent.change(type, object)));
  }

  /** Ends all watches, as a cacher does with those that are too slow. */
  public void endWatches() {
    watches.forEach(Watch::end);
    watches.clear();
  }

  public int watchers() {
    return watches.size();
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public Snapshot snapshot(ReadFreshness freshness) {
    List<LocalObject> all = store.locals();
    return new Snapshot() {
      @Override
      public long revision() {
        return 1;
      }

      @Override
      public @Nullable LocalObject get(String namespace, String name) {
        return all.stream()
            .filter(o -> o.namespace().equals(namespace) && o.name().equals(name))
            .findFirst()
            .orElse(null);
      }

      @Override
      public Collection<LocalObject> list(String namespace, String afterKey) {
        return all.stream().filter(o -> o.namespace().equals(namespace)).toList();
      }
    };
  }

  @Override
  public CacheWatch watch(WatchRequest request) {
    synchronized (store) {
      if (refusals > 0) {
        refusals--;
        throw StatusException.tooManyRequests("storage is (re)initializing", 1);
      }
      Watch watch = new Watch(request);
      store
          .locals()
          .forEach(
              object -> watch.offer(WatchCacheEvent.change(WatchCacheEvent.Type.ADDED, object)));
      if (request.bookmarks()) {
        watch.add(WatchCacheEvent.bookmark(1, true));
      }
      watches.add(watch);
      return watch;
    }
  }

  @Override
  public void close() {
    endWatches();
  }

  private static final class Watch implements CacheWatch {
    private final WatchRequest request;
    private final Deque<WatchCacheEvent> events = new ArrayDeque<>();
    private @Nullable Runnable signal;
    private boolean ended;

    Watch(WatchRequest request) {
      this.request = request;
    }

    void offer(WatchCacheEvent event) {
      LocalObject object = event.object();
      if (object != null && request.fields().matches(object.fields())) {
        add(event);
      }
    }

    void add(WatchCacheEvent event) {
      synchronized (this) {
        events.add(event);
      }
      ring();
    }

    void end() {
      synchronized (this) {
        ended = true;
      }
      ring();
    }

    private void ring() {
      Runnable ready;
      synchronized (this) {
        ready = signal;
        signal = null;
      }
      if (ready != null) {
        ready.run();
      }
    }

    @Override
    public synchronized @Nullable WatchCacheEvent poll() {
      return events.poll();
    }

    @Override
    public synchronized boolean isEnded() {
      return ended && events.isEmpty();
    }

    @Override
    public void whenReady(Runnable ready) {
      boolean now;
      synchronized (this) {
        now = ended || !events.isEmpty();
        signal = now ? null : ready;
      }
      if (now) {
        ready.run();
      }
    }

    @Override
    public void requestBookmark() {}

    @Override
    public void close() {
      end();
    }
  }
}
