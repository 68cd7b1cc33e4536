package io.binnacle.resources.flowcontrol.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.status.StatusException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Objects;
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
 * Makes the bootstrap priority levels and flow schemas when the server starts, and gives those that
 * let it the spec that they should have. Works on a thread of its own, which tries until all are
 * there; then a service with the property {@code binnacle.poststarthook} tells that it is done.
 */
@Component(
    service = {},
    immediate = true)
public final class FlowControlBootstrap {
  /** The field managers of what is made here, as the original names them. */
  private static final String PRODUCER = "api-priority-and-fairness-config-producer-v1";

  private static final String CONSUMER = "api-priority-and-fairness-config-consumer-v1";

  private static final Logger LOG = LoggerFactory.getLogger(FlowControlBootstrap.class);
  private static final String HOOK = "priority-and-fairness-config-producer";
  private static final long PAUSE_MILLIS = 100;

  private final BundleContext context;
  private final ResourceStore schemas;
  private final ResourceStore levels;
  private final Thread thread;
  private @Nullable ServiceRegistration<Object> done;
  private boolean stopped;

  @Activate
  public FlowControlBootstrap(
      BundleContext context,
      @Reference(target = "(binnacle.resource=flowschemas.flowcontrol.apiserver.k8s.io)")
          ResourceStore schemas,
      @Reference(
              target =
                  "(binnacle.resource=prioritylevelconfigurations.flowcontrol.apiserver.k8s.io)")
          ResourceStore levels) {
    this.context = context;
    this.schemas = schemas;
    this.levels = levels;
    thread = new Thread(this::run, "flow-control-bootstrap");
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
          BootstrapObjects.all().forEach(this::make);
          tellDone();
          return;
        } catch (StatusException e) {
          String message = String.valueOf(e.getMessage());
          if (!message.equals(last)) {
            LOG.warn("flow control's first objects can't be made yet: {}", message);
          }
          last = message;
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("making flow control's first objects failed", e);
    }
  }

  private void make(Unstructured wanted) {
    RequestContext server = RequestContext.server("v1").managedBy(PRODUCER);
    boolean isSchema = wanted.kind().equals("FlowSchema");
    ResourceStore store = isSchema ? schemas : levels;
    Unstructured found = store.createIfMissing(server, "", wanted.deepCopy());
    if (found != null
        && "true".equals(found.annotations().get(BootstrapObjects.AUTO_UPDATE))
        && !Objects.equals(found.get("spec"), wanted.get("spec"))) {
      found = found.deepCopy();
      found.set(Unstructured.copy(wanted.get("spec")), "spec");
      store.update(server, "", wanted.name(), found);
    }
    if (isSchema && (found == null || found.list("status", "conditions").isEmpty())) {
      tellLevelFound(store, wanted);
    }
  }

  private static void tellLevelFound(ResourceStore store, Unstructured schema) {
    String level = schema.string("spec", "priorityLevelConfiguration", "name");
    Unstructured condition = Unstructured.create("", "");
    condition.content().clear();
    condition.set("Dangling", "type");
    condition.set("False", "status");
    condition.set(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), "lastTransitionTime");
    condition.set("Found", "reason");
    condition.set(
        "This FlowSchema references the PriorityLevelConfiguration object named \""
            + level
            + "\" and it exists",
        "message");
    Unstructured told = Unstructured.create(schema.apiVersion(), schema.kind());
    told.set(schema.name(), "metadata", "name");
    told.set(new ArrayList<>(List.of(condition.content())), "status", "conditions");
    store.apply(
        RequestContext.server("v1").managedBy(CONSUMER).onSubresource("status"),
        "",
        schema.name(),
        told,
        true);
  }

  private synchronized void tellDone() {
    if (!stopped) {
      Hashtable<String, Object> properties = new Hashtable<>();
      properties.put("binnacle.poststarthook", HOOK);
      done = context.registerService(Object.class, new Object(), properties);
    }
  }
}
