package io.binnacle.controllers.host;

import io.binnacle.api.cache.CacheWatch;
import io.binnacle.api.cache.WatchCacheEvent;
import io.binnacle.api.cache.WatchRequest;
import io.binnacle.api.controller.Informer;
import io.binnacle.api.controller.ObjectKey;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.selector.FieldSelector;
import io.binnacle.api.selector.LabelSelector;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.translate.LocalObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a store for one controller. Holds which objects it has told of, by the very instances
 * that the cache holds; when a watch has ended it begins another and tells what differs. Of the
 * controller's thread, but for {@link #close}.
 */
final class StoreInformer implements Informer, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StoreInformer.class);
  private static final long REOPEN_MILLIS = 200;
  private static final WatchRequest REQUEST =
      new WatchRequest(
          "",
          LabelSelector.EVERYTHING,
          FieldSelector.EVERYTHING,
          0,
          WatchRequest.Start.INITIAL_EVENTS,
          true);

  private final ResourceStore store;
  private final ControllerThread thread;
  private final Runnable synced;
  private final List<Handler> handlers = new ArrayList<>();
  private final Map<ObjectKey, LocalObject> known = new LinkedHashMap<>();

  /** What was known before the present watch and has not been seen by it yet. */
  private final Set<ObjectKey> unseen = new HashSet<>();

  private boolean isSynced;
  private volatile boolean closed;
  private volatile @Nullable CacheWatch watch;

  /**
   * @param synced run whenever all objects that there are have been told of
   */
  StoreInformer(ResourceStore store, ControllerThread thread, Runnable synced) {
    this.store = store;
    this.thread = thread;
    this.synced = synced;
  }

  ResourceStore store() {
    return store;
  }

  boolean isSynced() {
    return isSynced;
  }

  void open() {
    if (closed) {
      return;
    }
    try {
      CacheWatch opened = store.cache().watch(REQUEST);
      watch = opened;
      if (closed) {
        opened.close();
        return;
      }
      unseen.clear();
      unseen.addAll(known.keySet());
      drain(opened);
    } catch (StatusException e) {
      // A cache that is not filled yet says so; it will be soon.
      LOG.debug("{} cannot be watched yet: {}", store.type().resource(), e.getMessage());
      thread.schedule(this::open, REOPEN_MILLIS);
    }
  }

  private void drain(CacheWatch opened) {
    for (WatchCacheEvent event = opened.poll(); event != null; event = opened.poll()) {
      take(event);
    }
    if (closed) {
      return;
    }
    if (opened.isEnded()) {
      opened.close();
      thread.schedule(this::open, REOPEN_MILLIS);
    } else {
      opened.whenReady(() -> thread.execute(() -> drain(opened)));
    }
  }

  private void take(WatchCacheEvent event) {
    LocalObject object = event.object();
    if (object == null) {
      if (event.isEndOfInitialEvents()) {
        allSeen();
      }
      return;
    }
    ObjectKey key = new ObjectKey(object.namespace(), object.name());
    unseen.remove(key);
    if (event.type() == WatchCacheEvent.Type.DELETED) {
      known.remove(key);
      Unstructured last = tree(object);
      handlers.forEach(handler -> tell(() -> handler.deleted(last.deepCopy())));
      return;
    }
    LocalObject previous = known.put(key, object);
    if (previous == null) {
      handlers.forEach(handler -> tell(() -> handler.added(tree(object))));
    } else if (previous.revision() != object.revision()) {
      handlers.forEach(handler -> tell(() -> handler.updated(tree(object), tree(previous))));
    }
  }

  private void allSeen() {
    for (ObjectKey gone : List.copyOf(unseen)) {
      LocalObject last = known.remove(gone);
      if (last != null) {
        handlers.forEach(handler -> tell(() -> handler.deleted(tree(last))));
      }
    }
    unseen.clear();
    isSynced = true;
    synced.run();
  }

  /** A handler that fails keeps no other from being told, nor itself from what follows. */
  private void tell(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException | LinkageError e) {
      LOG.error("a handler of {} failed on {}", thread.controller(), store.type().resource(), e);
    }
  }

  private Unstructured tree(LocalObject object) {
    return store.translator().toTree(object);
  }

  @Override
  public void addHandler(Handler handler) {
    handlers.add(handler);
  }

  @Override
  public @Nullable Unstructured get(ObjectKey key) {
    LocalObject object = known.get(key);
    return object == null ? null : tree(object);
  }

  @Override
  public List<Unstructured> list(String namespace) {
    return known.values().stream()
        .filter(object -> namespace.isEmpty() || namespace.equals(object.namespace()))
        .map(this::tree)
        .toList();
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
