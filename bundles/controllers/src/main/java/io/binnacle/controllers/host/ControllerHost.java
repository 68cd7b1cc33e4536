package io.binnacle.controllers.host;

import io.binnacle.api.controller.Controller;
import io.binnacle.api.metrics.MetricSink;
import io.binnacle.api.metrics.MetricSource;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.storage.Storage;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs each {@link Controller} that is offered while all types that it names are served. {@code
 * --controllers} does not concern them: it is about those that kube-controller-manager has, too.
 *
 * <p>Controllers and stores come and go on any thread. A controller that goes is waited for, a few
 * seconds at most.
 */
@Component(service = MetricSource.class, immediate = true)
public final class ControllerHost implements MetricSource {
  private static final Logger LOG = LoggerFactory.getLogger(ControllerHost.class);
  private static final String LEASES = "leases.coordination.k8s.io";

  /** A controller, and its run while it has one. */
  private static final class Hosted {
    final ControllerCounts counts;
    @Nullable ControllerRunner runner;

    Hosted(String name) {
      counts = new ControllerCounts(name);
    }
  }

  private final boolean isShared;
  private final String identity = UUID.randomUUID().toString();
  private final Map<String, ResourceStore> stores = new HashMap<>();
  private final Map<Controller, Hosted> controllers = new LinkedHashMap<>();
  private final ScheduledExecutorService elections =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "controller-leases");
            thread.setDaemon(true);
            return thread;
          });

  @Activate
  public ControllerHost(@Reference Storage storage) {
    isShared = storage.isShared();
  }

  @Reference(
      service = Controller.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "remove")
  synchronized void add(Controller controller) {
    boolean taken = controllers.keySet().stream().anyMatch(c -> c.name().equals(controller.name()));
    if (taken) {
      LOG.error("there is a controller {} already; another one does not run", controller.name());
      return;
    }
    controllers.put(controller, new Hosted(controller.name()));
    startWhatCan();
  }

  void remove(Controller controller) {
    Hosted gone;
    synchronized (this) {
      gone = controllers.remove(controller);
    }
    if (gone != null && gone.runner != null) {
      gone.runner.close();
    }
  }

  @Reference(
      service = ResourceStore.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "removeStore")
  synchronized void addStore(ResourceStore store) {
    stores.put(store.type().resource().toString(), store);
    startWhatCan();
  }

  void removeStore(ResourceStore store) {
    Map<Hosted, ControllerRunner> ended = new LinkedHashMap<>();
    synchronized (this) {
      stores.remove(store.type().resource().toString(), store);
      for (Hosted hosted : controllers.values()) {
        ControllerRunner runner = hosted.runner;
        if (runner != null && runner.uses(store)) {
          hosted.runner = null;
          ended.put(hosted, runner);
        }
      }
    }
    ended.values().forEach(ControllerRunner::close);
    synchronized (this) {
      startWhatCan();
    }
  }

  private void startWhatCan() {
    boolean canElect = !isShared || stores.containsKey(LEASES);
    controllers.forEach(
        (controller, hosted) -> {
          boolean allServed = stores.keySet().containsAll(controller.resources());
          if (hosted.runner == null && allServed && canElect) {
            Map<String, ResourceStore> needed = new HashMap<>(stores);
            needed.keySet().retainAll(controller.resources());
            hosted.runner =
                new ControllerRunner(
                    controller, needed, hosted.counts, gained -> leadership(controller, gained));
          }
        });
  }

  private Leadership leadership(Controller controller, Runnable gained) {
    ResourceStore leases = stores.get(LEASES);
    if (!isShared || leases == null) {
      return Leadership.ALONE;
    }
    LeaseElection election =
        new LeaseElection(
            leases,
            "binnacle-" + controller.name(),
            identity,
            InstantSource.system(),
            System::nanoTime,
            gained);
    ScheduledFuture<?> attempts =
        elections.scheduleWithFixedDelay(
            () -> attempt(election), 0, LeaseElection.RETRY_SECONDS, TimeUnit.SECONDS);
    return new Leadership() {
      @Override
      public boolean isHeld() {
        return election.isHeld();
      }

      @Override
      public void close() {
        attempts.cancel(false);
        election.close();
      }
    };
  }

  private static void attempt(LeaseElection election) {
    try {
      election.attempt();
    } catch (RuntimeException e) {
      LOG.error("a lease can't be renewed", e);
    }
  }

  @Override
  public void collect(MetricSink sink) {
    List<ControllerCounts> all;
    synchronized (this) {
      all = controllers.values().stream().map(hosted -> hosted.counts).toList();
    }
    all.forEach(counts -> counts.collect(sink));
  }

  @Deactivate
  void stop() {
    List<Hosted> all;
    synchronized (this) {
      all = List.copyOf(controllers.values());
      controllers.clear();
    }
    for (Hosted hosted : all) {
      if (hosted.runner != null) {
        hosted.runner.close();
      }
    }
    elections.shutdownNow();
  }
}
