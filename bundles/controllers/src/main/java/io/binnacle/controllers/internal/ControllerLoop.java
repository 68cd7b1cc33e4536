package io.binnacle.controllers.internal;

import io.binnacle.api.cache.WatchCacheEvent;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.selector.FieldSelector;
import io.binnacle.api.translate.LocalObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands every namespace that changed, or in which something changed, to the controllers that it
 * concerns. They run on the executor's one thread; stores come and go on any.
 */
final class ControllerLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControllerLoop.class);
  private static final String NAMESPACES = "namespaces";
  private static final long REGULARLY_SECONDS = 300;

  private final Stores stores;
  private final List<Controller> controllers;
  private final ScheduledExecutorService executor;
  private final WorkQueue queue;
  private final NamespaceWatches followed;
  private final Map<ResourceStore, List<StoreWatch>> watches = new HashMap<>();

  /** The namespaces that there are; of the executor's thread. */
  private final Set<String> known = new TreeSet<>();

  /**
   * @param executor has one thread; ended by {@link #close}
   */
  ControllerLoop(Stores stores, List<Controller> controllers, ScheduledExecutorService executor) {
    this.stores = stores;
    this.controllers = List.copyOf(controllers);
    this.executor = executor;
    this.followed = new NamespaceWatches(stores, executor);
    this.queue = new WorkQueue(executor, this::lookedAt);
    executor.scheduleWithFixedDelay(
        () -> lookAgainNow(controllers.stream().filter(Controller::looksRegularly).toList()),
        REGULARLY_SECONDS,
        REGULARLY_SECONDS,
        TimeUnit.SECONDS);
  }

  void add(ResourceStore store) {
    stores.add(store);
    String resource = store.type().resource().toString();
    if (resource.equals(NAMESPACES)) {
      follow(store, FieldSelector.EVERYTHING, this::namespaceChanged);
    }
    for (Controller controller : controllers) {
      String name = controller.alsoWatches().get(resource);
      if (name != null) {
        follow(store, named(name), event -> objectChanged(controller, event));
        // Namespaces that were looked at before the store was there lack the object.
        lookAgain(List.of(controller));
      }
    }
    execute(
        () ->
            controllers.forEach(
                controller ->
                    controller
                        .affectedByNewTypes()
                        .forEach(namespace -> queue.add(controller, namespace))));
  }

  /** On the executor's thread. */
  private void lookedAt(Controller controller, String namespace) {
    followed.follow(
        controller,
        namespace,
        controller.follows(namespace),
        () -> queue.add(controller, namespace));
  }

  private static FieldSelector named(String name) {
    if (name.isEmpty()) {
      return FieldSelector.EVERYTHING;
    }
    return new FieldSelector(List.of(new FieldSelector.Term("metadata.name", name, true)));
  }

  private void follow(
      ResourceStore store, FieldSelector fields, Consumer<WatchCacheEvent> handler) {
    StoreWatch watch = new StoreWatch(store, "", fields, executor, handler);
    synchronized (watches) {
      watches.computeIfAbsent(store, s -> new ArrayList<>()).add(watch);
    }
    watch.start();
  }

  /** Looks at every namespace again, as something changed that no store tells of. */
  void reconcileAll() {
    lookAgain(controllers);
  }

  private void lookAgain(List<Controller> concerned) {
    execute(() -> lookAgainNow(concerned));
  }

  /** On the executor's thread. */
  private void lookAgainNow(List<Controller> concerned) {
    concerned.forEach(c -> known.forEach(namespace -> queue.add(c, namespace)));
  }

  private void execute(Runnable task) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.debug("the controllers have stopped", e);
    }
  }

  void remove(ResourceStore store) {
    stores.remove(store);
    followed.remove(store);
    List<StoreWatch> gone;
    synchronized (watches) {
      gone = watches.remove(store);
    }
    if (gone != null) {
      gone.forEach(StoreWatch::close);
    }
  }

  private void namespaceChanged(WatchCacheEvent event) {
    LocalObject namespace = event.object();
    if (namespace != null && event.type() == WatchCacheEvent.Type.DELETED) {
      known.remove(namespace.name());
    } else if (namespace != null) {
      known.add(namespace.name());
      controllers.forEach(controller -> queue.add(controller, namespace.name()));
    }
  }

  private void objectChanged(Controller controller, WatchCacheEvent event) {
    LocalObject object = event.object();
    if (object != null) {
      queue.add(controller, object.namespace());
    }
  }

  @Override
  public void close() {
    followed.close();
    synchronized (watches) {
      watches.values().forEach(all -> all.forEach(StoreWatch::close));
      watches.clear();
    }
    executor.shutdownNow();
  }
}
