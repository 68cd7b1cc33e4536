package io.binnacle.plugins.state;

import io.binnacle.api.cache.CacheWatch;
import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.cache.WatchRequest;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.DeleteOptions;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.selector.FieldSelector;
import io.binnacle.api.selector.LabelSelector;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.plugins.deploy.Deployments;
import io.binnacle.plugins.deploy.Deployments.Request;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the Plugin objects and what runs alike: objects show what runs, what objects ask for is
 * run, and what somebody deletes goes. All is done on one thread, some time after a change; what
 * fails is done again.
 */
final class PluginObjects implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PluginObjects.class);
  private static final long SOON_MILLIS = 50;
  private static final long RETRY_MILLIS = 500;
  private static final long REGULARLY_MILLIS = 2000;
  private static final RequestContext OURS = RequestContext.server(PluginType.VERSION);

  private final Observation observation;
  private final @Nullable Deployments deployments;
  private final InstantSource clock;
  private final Runnable announce;
  private final AtomicBoolean due = new AtomicBoolean();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "plugin-objects");
            made.setDaemon(true);
            return made;
          });

  /** Of the thread. */
  private final Set<String> known = new HashSet<>();

  private volatile @Nullable ResourceStore store;
  private @Nullable CacheWatch watch;
  private @Nullable ResourceStore watched;

  /**
   * @param announce has the type of the objects served; called again and again while it is not
   */
  PluginObjects(
      Observation observation,
      @Nullable Deployments deployments,
      InstantSource clock,
      Runnable announce) {
    this.observation = observation;
    this.deployments = deployments;
    this.clock = clock;
    this.announce = announce;
    thread.scheduleWithFixedDelay(
        this::changed, REGULARLY_MILLIS, REGULARLY_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** The store of the objects; null while there is none. */
  void use(@Nullable ResourceStore present) {
    store = present;
    changed();
  }

  /** Something may be different now. */
  void changed() {
    after(SOON_MILLIS);
  }

  private void after(long millis) {
    if (due.compareAndSet(false, true)) {
      try {
        thread.schedule(this::pass, millis, TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        LOG.debug("plugins are not shown any more", e);
      }
    }
  }

  private void pass() {
    due.set(false);
    ResourceStore present = store;
    if (present == null) {
      if (isSomethingToTell()) {
        announce.run();
      }
      return;
    }
    try {
      follow(present);
      align(present);
    } catch (StatusException e) {
      LOG.debug("the objects of plugins are not as they should be yet: {}", e.getMessage());
      after(RETRY_MILLIS);
    } catch (RuntimeException e) {
      LOG.error("the objects of plugins", e);
    }
  }

  private boolean isSomethingToTell() {
    return !observation.look(Set.of()).isEmpty() || deployments != null && deployments.offersMore();
  }

  private void follow(ResourceStore present) {
    CacheWatch open = watch;
    if (open != null && present == watched) {
      while (open.poll() != null) {
        continue;
      }
      if (!open.isEnded()) {
        return;
      }
    }
    if (open != null) {
      open.close();
    }
    watch =
        present
            .cache()
            .watch(
                new WatchRequest(
                    "",
                    LabelSelector.EVERYTHING,
                    FieldSelector.EVERYTHING,
                    0,
                    WatchRequest.Start.SYNTHETIC_ADDED,
                    false));
    watched = present;
  }

  private void align(ResourceStore present) {
    Map<String, Unstructured> objects = new LinkedHashMap<>();
    for (LocalObject object : present.cache().snapshot(ReadFreshness.MOST_RECENT).list("", "")) {
      objects.put(object.name(), present.translator().toTree(object));
    }
    Map<String, Request> requests = new LinkedHashMap<>();
    objects.forEach(
        (name, object) -> {
          String file = object.string("spec", "file");
          if (!file.isEmpty() && !object.isBeingDeleted()) {
            requests.put(name, new Request(file, object.string("spec", "sha256")));
          }
        });
    if (deployments != null) {
      deployments.request(requests);
    }
    Set<String> shown = new HashSet<>();
    for (PluginView view : observation.look(requests.keySet())) {
      shown.add(view.name());
      Unstructured object = objects.get(view.name());
      if (object != null) {
        known.add(view.name());
        update(present, view, object);
      } else if (known.remove(view.name()) && !view.requested() && putAside(view.name())) {
        LOG.info("plugin {} was deleted: its jar is put aside", view.name());
      } else {
        create(present, view);
      }
    }
    for (String name : objects.keySet()) {
      if (!shown.contains(name) && !requests.containsKey(name)) {
        delete(present, name);
      }
    }
    known.retainAll(shown);
    if (watch != null) {
      watch.whenReady(this::changed);
    }
  }

  private boolean putAside(String name) {
    return deployments != null && deployments.putAside(name);
  }

  private void create(ResourceStore present, PluginView view) {
    Unstructured made = present.create(OURS, "", view.object()).object();
    known.add(view.name());
    update(present, view, made);
  }

  private void update(ResourceStore present, PluginView view, Unstructured object) {
    Map<String, @Nullable Object> spec = view.spec(object.map("spec"));
    Unstructured current = object;
    if (!spec.equals(object.map("spec"))) {
      Unstructured changed = object.deepCopy();
      changed.set(spec, "spec");
      current = present.update(OURS, "", view.name(), changed).object();
    }
    Map<String, @Nullable Object> status = view.status(current, clock.instant());
    if (!status.equals(current.map("status"))) {
      Unstructured changed = current.deepCopy();
      changed.set(status, "status");
      present.update(OURS.onSubresource("status"), "", view.name(), changed);
    }
  }

  private static void delete(ResourceStore present, String name) {
    try {
      present.delete(OURS, "", name, DeleteOptions.DEFAULT);
    } catch (StatusException e) {
      if (e.reason() != Reason.NOT_FOUND) {
        throw e;
      }
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    CacheWatch open = watch;
    if (open != null) {
      open.close();
    }
  }
}
