package io.binnacle.crd.internal;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/**
 * Keeps the server from being ready until the definitions that there are have been served: clients
 * of a server that was restarted would be told that their resources do not exist. Thread-safe.
 */
final class SyncedHook implements AutoCloseable {
  private static final String NAME = "crd-informer-synced";

  private final BundleContext context;
  private ServiceRegistration<?> registration;
  private boolean done;

  SyncedHook(BundleContext context) {
    this.context = context;
    this.registration =
        register(
            Supplier.class, () -> "not all definitions are served yet", "binnacle.healthcheck");
  }

  private ServiceRegistration<?> register(Class<?> type, Supplier<String> service, String key) {
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put(key, NAME);
    return context.registerService(type.getName(), service, properties);
  }

  /** All that was there at the start is served. */
  synchronized void done() {
    if (!done) {
      done = true;
      ServiceRegistration<?> check = registration;
      registration = register(Supplier.class, () -> "", "binnacle.poststarthook");
      check.unregister();
    }
  }

  @Override
  public synchronized void close() {
    try {
      registration.unregister();
    } catch (IllegalStateException e) {
      // The framework withdrew it when the bundle stopped.
    }
  }
}
