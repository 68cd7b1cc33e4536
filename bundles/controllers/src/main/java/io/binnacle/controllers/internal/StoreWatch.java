package io.binnacle.controllers.internal;

import io.binnacle.api.cache.CacheWatch;
import io.binnacle.api.cache.WatchCacheEvent;
import io.binnacle.api.cache.WatchRequest;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.selector.FieldSelector;
import io.binnacle.api.selector.LabelSelector;
import io.binnacle.api.status.StatusException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a store: the chosen objects that there are, then every change. Begins again when its
 * watch ends. Events are handled on the executor's thread; only {@link #close} may be called from
 * any.
 */
final class StoreWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StoreWatch.class);
  private static final long REOPEN_MILLIS = 200;

  private final ResourceStore store;
  private final WatchRequest request;
  private final ScheduledExecutorService executor;
  private final Consumer<WatchCacheEvent> handler;
  private volatile boolean closed;
  private volatile @Nullable CacheWatch watch;

  /**
   * @param namespace only of this namespace, "" for all
   * @param fields which of the store's objects
   */
  StoreWatch(
      ResourceStore store,
      String namespace,
      FieldSelector fields,
      ScheduledExecutorService executor,
      Consumer<WatchCacheEvent> handler) {
    this.store = store;
    this.request =
        new WatchRequest(
            namespace,
            LabelSelector.EVERYTHING,
            fields,
            0,
            WatchRequest.Start.SYNTHETIC_ADDED,
            false);
    this.executor = executor;
    this.handler = handler;
  }

  void start() {
    submit(this::open, 0);
  }

  private void open() {
    if (closed) {
      return;
    }
    try {
      CacheWatch opened = store.cache().watch(request);
      watch = opened;
      if (closed) {
        opened.close();
        return;
      }
      drain(opened);
    } catch (StatusException e) {
      // A cache that is not filled yet says so; it will be soon.
      LOG.debug("{} cannot be watched yet: {}", store.type().resource(), e.getMessage());
      submit(this::open, REOPEN_MILLIS);
    }
  }

  private void drain(CacheWatch opened) {
    for (WatchCacheEvent event = opened.poll(); event != null; event = opened.poll()) {
      handler.accept(event);
    }
    if (closed) {
      return;
    }
    if (opened.isEnded()) {
      opened.close();
      submit(this::open, REOPEN_MILLIS);
    } else {
      opened.whenReady(() -> submit(() -> drain(opened), 0));
    }
  }

  private void submit(Runnable task, long delayMillis) {
    try {
      executor.schedule(task, delayMillis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("the controllers have stopped", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    CacheWatch opened = watch;
    if (opened != null) {
      opened.close();
    }
  }
}
