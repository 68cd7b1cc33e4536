package io.binnacle.controllers.internal;

import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.selector.FieldSelector;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What controllers follow in single namespaces: nothing is watched where nobody asked for it.
 * Thread-safe; stores go on any thread.
 */
final class NamespaceWatches implements AutoCloseable {
  private record Follower(Controller controller, String namespace) {}

  private final Stores stores;
  private final ScheduledExecutorService executor;
  private final Map<Follower, Map<ResourceStore, StoreWatch>> watches = new HashMap<>();

  NamespaceWatches(Stores stores, ScheduledExecutorService executor) {
    this.stores = stores;
    this.executor = executor;
  }

  /**
   * Follows these resources in the namespace, and none else any longer.
   *
   * @param onChange runs on the executor's thread, after each change
   */
  synchronized void follow(
      Controller controller, String namespace, Set<String> resources, Runnable onChange) {
    Follower follower = new Follower(controller, namespace);
    Map<ResourceStore, StoreWatch> open = watches.get(follower);
    if (open == null) {
      if (resources.isEmpty()) {
        return;
      }
      open = new HashMap<>();
      watches.put(follower, open);
    }
    Map<ResourceStore, StoreWatch> now = open;
    for (Iterator<Map.Entry<ResourceStore, StoreWatch>> i = now.entrySet().iterator();
        i.hasNext(); ) {
      Map.Entry<ResourceStore, StoreWatch> entry = i.next();
      if (!resources.contains(entry.getKey().type().resource().toString())) {
        entry.getValue().close();
        i.remove();
      }
    }
    for (String resource : resources) {
      stores
          .find(resource)
          .ifPresent(
              store -> now.computeIfAbsent(store, added -> started(added, namespace, onChange)));
    }
    if (resources.isEmpty()) {
      watches.remove(follower);
    }
  }

  private StoreWatch started(ResourceStore store, String namespace, Runnable onChange) {
    StoreWatch watch =
        new StoreWatch(
            store, namespace, FieldSelector.EVERYTHING, executor, event -> onChange.run());
    watch.start();
    return watch;
  }

  synchronized void remove(ResourceStore store) {
    for (Map<ResourceStore, StoreWatch> open : watches.values()) {
      StoreWatch watch = open.remove(store);
      if (watch != null) {
        watch.close();
      }
    }
  }

  @Override
  public synchronized void close() {
    watches.values().forEach(open -> open.values().forEach(StoreWatch::close));
    watches.clear();
  }
}
