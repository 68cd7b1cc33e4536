package io.binnacle.crd.internal;

import io.binnacle.api.cache.CacheWatch;
import io.binnacle.api.cache.WatchCacheEvent;
import io.binnacle.api.cache.WatchRequest;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.selector.FieldSelector;
import io.binnacle.api.selector.LabelSelector;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.translate.LocalObject;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the definitions: each that comes or changes is settled, again after a pause where that
 * failed. All happens on the executor's one thread; only {@link #close} may be called from any.
 */
final class DefinitionLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DefinitionLoop.class);
  private static final long REOPEN_MILLIS = 50;
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  private final ResourceStore store;
  private final ServedDefinitions served;
  private final DefinitionController controller;
  private final ScheduledExecutorService executor;
  private final Runnable onSynced;

  /** The definitions as they were seen last. */
  private final Map<String, Unstructured> known = new TreeMap<>();

  private final Map<String, Integer> failures = new HashMap<>();
  private volatile boolean closed;
  private volatile @Nullable CacheWatch watch;

  /**
   * @param executor has one thread; ended by {@link #close}
   * @param onSynced told once all that was there at the start is served
   */
  DefinitionLoop(
      ResourceStore store,
      ServedDefinitions served,
      InstantSource clock,
      ScheduledExecutorService executor,
      Runnable onSynced) {
    this.store = store;
    this.served = served;
    this.controller = new DefinitionController(store, served, clock);
    this.executor = executor;
    this.onSynced = onSynced;
  }

  boolean isOf(ResourceStore other) {
    return store == other;
  }

  void start() {
    submit(this::open, 0);
  }

  private void open() {
    if (closed) {
      return;
    }
    try {
      CacheWatch opened =
          store
              .cache()
              .watch(
                  new WatchRequest(
                      "",
                      LabelSelector.EVERYTHING,
                      FieldSelector.EVERYTHING,
                      0,
                      WatchRequest.Start.SYNTHETIC_ADDED,
                      false));
      watch = opened;
      if (closed) {
        opened.close();
        return;
      }
      drain(opened);
      onSynced.run();
    } catch (StatusException e) {
      // A cache that is not filled yet says so; it will be soon.
      LOG.debug("definitions cannot be watched yet: {}", e.getMessage());
      submit(this::open, REOPEN_MILLIS);
    }
  }

  private void drain(CacheWatch opened) {
    for (WatchCacheEvent event = opened.poll(); event != null; event = opened.poll()) {
      changed(event);
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

  private void changed(WatchCacheEvent event) {
    LocalObject object = event.object();
    if (object == null) {
      return;
    }
    if (event.type() == WatchCacheEvent.Type.DELETED) {
      Unstructured gone = known.remove(object.name());
      failures.remove(object.name());
      served.withdraw(object.name());
      if (gone != null) {
        settleGroup(gone.string("spec", "group"));
      }
    } else {
      known.put(object.name(), store.translator().toTree(object));
      settle(object.name());
    }
  }

  /** Names that were taken may be free now. */
  private void settleGroup(String group) {
    known.values().stream()
        .filter(definition -> definition.string("spec", "group").equals(group))
        .map(Unstructured::name)
        .toList()
        .forEach(this::settle);
  }

  private void settle(String name) {
    Unstructured definition = known.get(name);
    if (closed || definition == null) {
      return;
    }
    boolean done;
    try {
      done = controller.settle(definition, known.values());
    } catch (StatusException e) {
      // After a conflict an event brings what is there now.
      done = e.reason() == Reason.CONFLICT || e.reason() == Reason.NOT_FOUND;
      if (!done) {
        LOG.warn("definition {}: {}", name, e.getMessage());
      }
    } catch (RuntimeException e) {
      LOG.error("definition {} cannot be settled", name, e);
      done = false;
    }
    if (done) {
      failures.remove(name);
    } else {
      int tries = failures.merge(name, 1, Integer::sum);
      submit(() -> again(name, tries), pause(tries));
    }
  }

  /** Nothing to do if another run has settled it, or come later, in between. */
  private void again(String name, int tries) {
    if (failures.getOrDefault(name, 0) == tries) {
      settle(name);
    }
  }

  private static long pause(int tries) {
    return Math.min(FIRST_PAUSE_MILLIS << Math.min(tries - 1, 10), LONGEST_PAUSE_MILLIS);
  }

  private void submit(Runnable task, long delayMillis) {
    try {
      executor.schedule(task, delayMillis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("the loop has ended", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    CacheWatch opened = watch;
    if (opened != null) {
      opened.close();
    }
    executor.shutdownNow();
    served.close();
  }
}
