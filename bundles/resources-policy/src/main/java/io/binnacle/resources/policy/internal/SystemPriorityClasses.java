package io.binnacle.resources.policy.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.status.StatusException;
import java.util.Hashtable;
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
 * Makes the two PriorityClasses that every cluster has, when the server starts. Works on a thread
 * of its own, which tries until both are there; then a service with the property {@code
 * binnacle.poststarthook} tells that it is done.
 */
@Component(
    service = {},
    immediate = true)
public final class SystemPriorityClasses {
  private static final Logger LOG = LoggerFactory.getLogger(SystemPriorityClasses.class);
  private static final String HOOK = "scheduling/bootstrap-system-priority-classes";
  private static final long PAUSE_MILLIS = 100;

  private final BundleContext context;
  private final ResourceStore classes;
  private final Thread thread;
  private @Nullable ServiceRegistration<Object> done;
  private boolean stopped;

  @Activate
  public SystemPriorityClasses(
      BundleContext context,
      @Reference(target = "(binnacle.resource=priorityclasses.scheduling.k8s.io)")
          ResourceStore classes) {
    this.context = context;
    this.classes = classes;
    thread = new Thread(this::run, "system-priority-classes");
    thread.setDaemon(true);
    thread.start();
  }

  @Deactivate
  void stop() {
    ServiceRegistration<Object> registered;
    synchronized (this) {
      stopped = true;
      registered = done;
    }
    thread.interrupt();
    if (registered != null) {
      registered.unregister();
    }
  }

  private void run() {
    String last = "";
    try {
      while (true) {
        try {
          make(
              "system-node-critical",
              "Used for system critical pods that must not be moved from their current node.");
          make(
              "system-cluster-critical",
              "Used for system critical pods that must run in the cluster, but can be moved to"
                  + " another node if necessary.");
          tellDone();
          return;
        } catch (StatusException e) {
          String message = String.valueOf(e.getMessage());
          if (!message.equals(last)) {
            LOG.warn("the system's priority classes can't be made yet: {}", message);
          }
          last = message;
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("making the system's priority classes failed", e);
    }
  }

  private void make(String name, String description) {
    Unstructured made = Unstructured.create("scheduling.k8s.io/v1", "PriorityClass");
    made.set(name, "metadata", "name");
    made.set(PriorityClassStrategy.SYSTEM.get(name), "value");
    made.set(description, "description");
    classes.createIfMissing(RequestContext.server("v1"), "", made);
  }

  private synchronized void tellDone() {
    if (!stopped) {
      Hashtable<String, Object> properties = new Hashtable<>();
      properties.put("binnacle.poststarthook", HOOK);
      done = context.registerService(Object.class, new Object(), properties);
    }
  }
}
