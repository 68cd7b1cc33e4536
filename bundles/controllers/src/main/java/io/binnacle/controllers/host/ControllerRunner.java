package io.binnacle.controllers.host;

import io.binnacle.api.controller.Controller;
import io.binnacle.api.controller.ControllerContext;
import io.binnacle.api.controller.Informer;
import io.binnacle.api.controller.ObjectKey;
import io.binnacle.api.registry.ResourceStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a controller: from when all its types are served until the first of them goes. */
final class ControllerRunner implements ControllerContext, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControllerRunner.class);

  private final Controller controller;
  private final Map<String, ResourceStore> stores;
  private final ControllerThread thread;
  private final Map<String, StoreInformer> informers = new HashMap<>();
  private final ReconcileQueue queue;
  private final Leadership leadership;
  private boolean started;

  /**
   * @param stores those of the controller's resources
   * @param leadership makes what says whether it is run here, and runs what it is given once it is
   */
  ControllerRunner(
      Controller controller,
      Map<String, ResourceStore> stores,
      ControllerCounts counts,
      Function<Runnable, Leadership> leadership) {
    this.controller = controller;
    this.stores = Map.copyOf(stores);
    this.thread = new ControllerThread(controller.name());
    this.queue = new ReconcileQueue(controller, thread, this::mayReconcile, counts);
    this.leadership = leadership.apply(queue::resume);
    thread.execute(this::begin);
  }

  private void begin() {
    try {
      controller.start(this);
    } catch (RuntimeException | LinkageError e) {
      LOG.error("controller {} can't start and does not run", controller.name(), e);
      return;
    }
    started = true;
    informers.values().forEach(StoreInformer::open);
  }

  private boolean mayReconcile() {
    return started
        && informers.values().stream().allMatch(StoreInformer::isSynced)
        && leadership.isHeld();
  }

  boolean uses(ResourceStore store) {
    return stores.containsValue(store);
  }

  @Override
  public Informer informer(String resource) {
    ResourceStore store = store(resource);
    return informers.computeIfAbsent(
        resource, r -> new StoreInformer(store, thread, queue::resume));
  }

  @Override
  public ResourceStore store(String resource) {
    ResourceStore store = stores.get(resource);
    if (store == null) {
      throw new IllegalArgumentException(
          controller.name() + " does not name " + resource + " among its resources");
    }
    return store;
  }

  @Override
  public void enqueue(ObjectKey key) {
    queue.add(key);
  }

  @Override
  public void enqueueAfter(ObjectKey key, Duration delay) {
    queue.addAfter(key, delay);
  }

  @Override
  public void close() {
    thread.close();
    informers.values().forEach(StoreInformer::close);
    try {
      controller.stop();
    } catch (RuntimeException | LinkageError e) {
      LOG.error("controller {} failed to stop", controller.name(), e);
    }
    leadership.close();
  }
}
