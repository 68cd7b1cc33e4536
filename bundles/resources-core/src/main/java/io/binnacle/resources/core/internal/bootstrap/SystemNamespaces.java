package io.binnacle.resources.core.internal.bootstrap;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.status.StatusException;
import io.binnacle.resources.core.internal.CoreSettings;
import io.binnacle.resources.core.internal.service.AddressRange;
import java.util.Hashtable;
import java.util.Optional;
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
 * Makes the first objects of a fresh server, and those that someone has deleted since, when the
 * server starts. Works on a thread of its own, which ends when all are there; then a service with
 * the property {@link #HOOK} tells that it is done. It tries again every half second until then.
 */
@Component(
    service = {},
    immediate = true,
    configurationPid = CoreSettings.PID)
public final class SystemNamespaces {
  /** Service property: the name of a start-up step that is done. */
  public static final String HOOK = "binnacle.poststarthook";

  private static final Logger LOG = LoggerFactory.getLogger(SystemNamespaces.class);
  private static final long PAUSE_MILLIS = 500;
  private static final long FIRST_PAUSE_MILLIS = 10;

  private final BundleContext context;
  private final CoreSettings settings;
  private final ResourceStore namespaces;
  private final ResourceStore services;
  private final ResourceStore endpoints;
  private final Thread thread;
  private @Nullable ServiceRegistration<Object> done;
  private boolean stopped;

  @Activate
  public SystemNamespaces(
      BundleContext context,
      CoreSettings settings,
      @Reference(target = "(binnacle.resource=namespaces)") ResourceStore namespaces,
      @Reference(target = "(binnacle.resource=services)") ResourceStore services,
      @Reference(target = "(binnacle.resource=endpoints)") ResourceStore endpoints) {
    this.context = context;
    this.settings = settings;
    this.namespaces = namespaces;
    this.services = services;
    this.endpoints = endpoints;
    thread = new Thread(this::run, "system-namespaces");
    thread.setDaemon(true);
    thread.start();
  }

  @Deactivate
  synchronized void stop() {
    stopped = true;
    thread.interrupt();
    if (done != null) {
      done.unregister();
      done = null;
    }
  }

  private void run() {
    try {
      while (!namespaces.cache().isReady()
          || !services.cache().isReady()
          || !endpoints.cache().isReady()) {
        Thread.sleep(FIRST_PAUSE_MILLIS);
      }
      String last = "";
      while (true) {
        try {
          makeAll();
          tellDone();
          return;
        } catch (StatusException e) {
          String message = String.valueOf(e.getMessage());
          if (!message.equals(last)) {
            LOG.warn("the first objects can't be made yet: {}", message);
          }
          last = message;
        }
        Thread.sleep(last.isEmpty() ? FIRST_PAUSE_MILLIS : PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("making the first objects failed", e);
    }
  }

  private void makeAll() {
    for (String name : SystemObjects.NAMESPACES) {
      make(namespaces, "", SystemObjects.namespace(name));
    }
    String first = AddressRange.parse(settings.serviceClusterIpRange()).at(1);
    make(services, "default", SystemObjects.service(first, settings.securePort()));
    Optional<String> address = AdvertisedAddress.of(settings.advertiseAddress());
    if (address.isPresent() && settings.securePort() > 0) {
      makeEndpoints(address.get());
    }
  }

  /** Makes an object if it is not there; says whether it did. */
  private static boolean make(ResourceStore store, String namespace, Unstructured object) {
    return store.createIfMissing(RequestContext.server("v1"), namespace, object) == null;
  }

  /** The address may be another than when the server last ran. */
  private void makeEndpoints(String address) {
    if (make(endpoints, "default", SystemObjects.endpoints(address, settings.securePort()))) {
      return;
    }
    endpoints.patch(
        RequestContext.server("v1"),
        "default",
        SystemObjects.NAME,
        current -> {
          Unstructured changed =
              current == null ? SystemObjects.endpoints(address, settings.securePort()) : current;
          changed.set(SystemObjects.subsets(address, settings.securePort()), "subsets");
          return changed;
        });
  }

  private synchronized void tellDone() {
    if (!stopped) {
      Hashtable<String, Object> properties = new Hashtable<>();
      properties.put(HOOK, "start-system-namespaces-controller");
      done = context.registerService(Object.class, new Object(), properties);
    }
  }
}
