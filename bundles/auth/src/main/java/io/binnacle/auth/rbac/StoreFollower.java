package io.binnacle.auth.rbac;

import io.binnacle.api.cache.CacheWatch;
import io.binnacle.api.cache.WatchCacheEvent;
import io.binnacle.api.cache.WatchRequest;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.selector.FieldSelector;
import io.binnacle.api.selector.LabelSelector;
import io.binnacle.api.translate.LocalObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows all objects of one type: first all that there are, then each change. When its watch ends
 * it begins again and hands over the whole state anew.
 *
 * <p>Everything, the listener included, runs on the one thread of the executor; signals come from
 * the cacher's threads and only wake that up.
 */
final class StoreFollower {
  private static final Logger LOG = LoggerFactory.getLogger(StoreFollower.class);
  private static final WatchRequest EVERYTHING =
      new WatchRequest(
          "",
          LabelSelector.EVERYTHING,
          FieldSelector.EVERYTHING,
          0,
          WatchRequest.Start.INITIAL_EVENTS,
          true);
  private static final long NOT_READY_MILLIS = 10;
  private static final long FAILED_MILLIS = 500;

  /** Takes what the follower learns. */
  interface Listener {
    /** All objects that there are, instead of what was known. */
    void replace(List<Unstructured> objects);

    void put(Unstructured object);

    void remove(Unstructured object);

    /** No change is waiting any more. */
    void settled();
  }

  private final ResourceStore store;
  private final ScheduledExecutorService executor;
  private final Listener listener;
  private @Nullable List<Unstructured> initial;
  private @Nullable CacheWatch watch;
  private boolean stopped;

  StoreFollower(ResourceStore store, ScheduledExecutorService executor, Listener listener) {
    this.store = store;
    this.executor = executor;
    this.listener = listener;
  }

  void start() {
    wake(this::begin, 0);
  }

  /** Ends following, soon; what is known stays known. */
  void stop() {
    wake(
        () -> {
          stopped = true;
          if (watch != null) {
            watch.close();
          }
        },
        0);
  }

  private void begin() {
    if (stopped) {
      return;
    }
    // Asking a cache that is not ready would wait, and the other followers with it.
    if (!store.cache().isReady()) {
      wake(this::begin, NOT_READY_MILLIS);
      return;
    }
    try {
      initial = new ArrayList<>();
      watch = store.cache().watch(EVERYTHING);
      drain();
    } catch (RuntimeException e) {
      LOG.debug("{} can't be followed yet: {}", store.type().resource(), e.getMessage());
      wake(this::begin, FAILED_MILLIS);
    }
  }

  private void drain() {
    CacheWatch following = watch;
    if (stopped || following == null) {
      return;
    }
    for (WatchCacheEvent event = following.poll(); event != null; event = following.poll()) {
      take(event);
    }
    listener.settled();
    if (following.isEnded()) {
      watch = null;
      wake(this::begin, NOT_READY_MILLIS);
    } else {
      following.whenReady(() -> wake(this::drain, 0));
    }
  }

  private void take(WatchCacheEvent event) {
    switch (event.type()) {
      case ADDED, MODIFIED -> changed(event.object(), false);
      case DELETED -> changed(event.object(), true);
      case BOOKMARK -> {
        if (event.isEndOfInitialEvents() && initial != null) {
          listener.replace(initial);
          initial = null;
        }
      }
      case ERROR -> LOG.debug("{} is followed anew", store.type().resource(), event.error());
    }
  }

  private void changed(@Nullable LocalObject object, boolean deleted) {
    if (object == null) {
      return;
    }
    Unstructured tree;
    try {
      tree = store.translator().toTree(object);
    } catch (RuntimeException e) {
      LOG.error("{} can't be read and gives no rights: {}", object.key(), e.getMessage());
      return;
    }
    if (initial != null) {
      initial.add(tree);
    } else if (deleted) {
      listener.remove(tree);
    } else {
      listener.put(tree);
    }
  }

  private void wake(Runnable task, long delayMillis) {
    if (!executor.isShutdown()) {
      executor.schedule(task, delayMillis, TimeUnit.MILLISECONDS);
    }
  }
}
