package io.binnacle.auth.bootstrap;

import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.cache.Snapshot;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.DeleteOptions;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.auth.rbac.RbacAuthorizer;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the bootstrap roles and bindings when the RBAC types are served, and adds to those that are
 * there what they lack. Tries again for as long as it takes: namespaces may come later. When all
 * are there and the authorizer knows them, it registers a service with the property {@code
 * binnacle.poststarthook}, for which readiness waits.
 *
 * <p>Threads: one of its own, and while many objects must be made some more, so that storage can
 * commit them together.
 */
@Component(service = BootstrapRoles.class, immediate = true)
public final class BootstrapRoles {
  private static final Logger LOG = LoggerFactory.getLogger(BootstrapRoles.class);
  private static final String HOOK = "rbac/bootstrap-roles";
  private static final int WRITERS = 16;
  private static final long SOON_MILLIS = 10;
  private static final long LATER_MILLIS = 500;
  private static final int SOON_ATTEMPTS = 500;

  private final @Nullable BundleContext context;
  private final RbacAuthorizer rbac;
  private final Map<String, ResourceStore> stores = new HashMap<>();
  private final Thread thread;
  private @Nullable ServiceRegistration<?> hook;
  private boolean stopped;

  @Activate
  public BootstrapRoles(
      @Nullable BundleContext context,
      @Reference RbacAuthorizer rbac,
      @Reference(target = "(binnacle.resource=clusterroles.rbac.authorization.k8s.io)")
          ResourceStore clusterRoles,
      @Reference(target = "(binnacle.resource=clusterrolebindings.rbac.authorization.k8s.io)")
          ResourceStore clusterRoleBindings,
      @Reference(target = "(binnacle.resource=roles.rbac.authorization.k8s.io)")
          ResourceStore roles,
      @Reference(target = "(binnacle.resource=rolebindings.rbac.authorization.k8s.io)")
          ResourceStore roleBindings) {
    this.context = context;
    this.rbac = rbac;
    stores.put("ClusterRole", clusterRoles);
    stores.put("ClusterRoleBinding", clusterRoleBindings);
    stores.put("Role", roles);
    stores.put("RoleBinding", roleBindings);
    thread = new Thread(this::run, "binnacle-bootstrap-roles");
    thread.setDaemon(true);
    thread.start();
  }

  @Deactivate
  void stop() {
    ServiceRegistration<?> registered;
    synchronized (this) {
      stopped = true;
      registered = hook;
    }
    thread.interrupt();
    if (registered != null) {
      registered.unregister();
    }
  }

  private void run() {
    long start = System.nanoTime();
    try {
      List<Unstructured> wanted = BootstrapPolicy.read();
      List<Unstructured> left = wanted;
      for (int attempt = 0; !left.isEmpty(); attempt++) {
        if (attempt > 0) {
          Thread.sleep(attempt < SOON_ATTEMPTS ? SOON_MILLIS : LATER_MILLIS);
        }
        left = attempt(left, attempt == SOON_ATTEMPTS);
      }
      while (!isKnown(wanted)) {
        Thread.sleep(SOON_MILLIS);
      }
    } catch (InterruptedException e) {
      return;
    }
    LOG.info("bootstrap roles in place after {} ms", (System.nanoTime() - start) / 1_000_000);
    announce();
  }

  private boolean isKnown(List<Unstructured> wanted) {
    return rbac.isSynced()
        && wanted.stream()
            .filter(object -> !object.kind().endsWith("Binding"))
            .allMatch(role -> rbac.knowsRole(role.namespace(), role.name()));
  }

  private synchronized void announce() {
    if (!stopped && context != null) {
      Dictionary<String, Object> properties = new Hashtable<>();
      properties.put("binnacle.poststarthook", HOOK);
      hook = context.registerService(BootstrapRoles.class, this, properties);
    }
  }

  /** Does what can be done now; returns what must be tried again. */
  private List<Unstructured> attempt(List<Unstructured> wanted, boolean complain)
      throws InterruptedException {
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    try {
      Map<String, Snapshot> snapshots = new HashMap<>();
      stores.forEach(
          (kind, store) -> snapshots.put(kind, store.cache().snapshot(ReadFreshness.MOST_RECENT)));
      List<Write> writes = new ArrayList<>();
      for (Unstructured object : wanted) {
        Snapshot snapshot = snapshots.get(object.kind());
        LocalObject existing =
            snapshot == null ? null : snapshot.get(object.namespace(), object.name());
        if (existing == null) {
          writes.add(new Write(object, writers.submit(() -> create(object))));
        } else {
          complete(object, existing);
        }
      }
      return failed(writes, complain);
    } catch (RuntimeException e) {
      if (complain) {
        LOG.warn("bootstrap roles can't be made yet", e);
      }
      return wanted;
    } finally {
      writers.shutdown();
    }
  }

  private record Write(Unstructured object, Future<?> done) {}

  private static List<Unstructured> failed(List<Write> writes, boolean complain)
      throws InterruptedException {
    List<Unstructured> failed = new ArrayList<>();
    for (Write write : writes) {
      try {
        write.done().get();
      } catch (ExecutionException e) {
        failed.add(write.object());
        if (complain) {
          LOG.warn("{} can't be made yet: {}", write.object(), String.valueOf(e.getCause()));
        }
      }
    }
    return failed;
  }

  private void create(Unstructured object) {
    try {
      store(object).create(RequestContext.server("v1"), object.namespace(), object.deepCopy());
    } catch (StatusException e) {
      // Another server on the same storage was faster.
      if (e.reason() != Reason.ALREADY_EXISTS) {
        throw e;
      }
    }
  }

  private void complete(Unstructured wanted, LocalObject found) {
    ResourceStore store = store(wanted);
    Unstructured existing = store.translator().toVersion(store.translator().toTree(found), "v1");
    RequestContext context = RequestContext.server("v1");
    if (Reconciliation.pointsElsewhere(existing, wanted)) {
      store.delete(context, wanted.namespace(), wanted.name(), DeleteOptions.DEFAULT);
      create(wanted);
      return;
    }
    Unstructured changed = Reconciliation.missing(existing, wanted);
    if (changed != null) {
      store.update(context, wanted.namespace(), wanted.name(), changed);
      LOG.info("added what {} lacked", wanted);
    }
  }

  private ResourceStore store(Unstructured object) {
    ResourceStore store = stores.get(object.kind());
    if (store == null) {
      throw new IllegalStateException("no store for " + object);
    }
    return store;
  }
}
