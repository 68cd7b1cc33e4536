package io.binnacle.plugins.services;

import io.binnacle.api.admission.AdmissionPlugin;
import io.binnacle.api.controller.Controller;
import io.binnacle.api.type.ResourceType;
import io.binnacle.plugins.guard.Confinement;
import io.binnacle.plugins.guard.Guard;
import io.binnacle.plugins.guard.GuardedType;
import io.binnacle.plugins.services.NameClaims.Names;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers, in place of each service of a plugin's, one that stands behind the plugin's guard. A
 * type whose names another type has waits until that one goes.
 *
 * <p>Services are taken in on one thread, so that a plugin's start waits for nobody; they are
 * withdrawn on the thread that stops the plugin, before its own objects go.
 */
public final class GuardedServices implements ServiceListener, AutoCloseable {
  /** Service property of what is registered: the symbolic name of the plugin's bundle. */
  public static final String PLUGIN = "binnacle.plugin";

  /** The interfaces of services that are guarded. */
  public static final Set<String> GUARDED =
      Set.of(
          ResourceType.class.getName(),
          AdmissionPlugin.class.getName(),
          Controller.class.getName());

  /**
   * Service property of an AdmissionPlugin: {@code Fail} if writes are to be refused while the
   * plugin is switched off; else they pass without it.
   */
  static final String FAILURE_POLICY = "binnacle.failure-policy";

  private static final Logger LOG = LoggerFactory.getLogger(GuardedServices.class);
  private static final long START_MILLIS = 10_000;

  private final BundleContext context;
  private final PluginBundles bundles;
  private final Guards guards;
  private final Runnable changed;
  private final Map<ServiceReference<?>, GuardedService> services = new LinkedHashMap<>();
  private final NameClaims<Object> claims = new NameClaims<>();
  private final Set<Long> held = new HashSet<>();
  private final Map<Long, List<Object>> heldClaims = new LinkedHashMap<>();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "plugin-services");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param changed is run after anything has changed; must not block
   */
  public GuardedServices(
      BundleContext context, PluginBundles bundles, Guards guards, Runnable changed) {
    this.context = context;
    this.bundles = bundles;
    this.guards = guards;
    this.changed = changed;
  }

  /** Begins with the services that there are. */
  public void open() {
    String filter =
        GUARDED.stream()
            .map(name -> "(" + Constants.OBJECTCLASS + "=" + name + ")")
            .collect(Collectors.joining("", "(|", ")"));
    try {
      context.addServiceListener(this, filter);
      ServiceReference<?>[] present = context.getServiceReferences((String) null, filter);
      if (present != null) {
        for (ServiceReference<?> reference : present) {
          add(reference);
        }
      }
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void serviceChanged(ServiceEvent event) {
    switch (event.getType()) {
      case ServiceEvent.REGISTERED -> add(event.getServiceReference());
      case ServiceEvent.UNREGISTERING -> remove(event.getServiceReference());
      default -> {}
    }
  }

  /** What has become of the bundle's services. */
  public List<ServiceState> of(Bundle bundle) {
    List<ServiceState> states = new ArrayList<>();
    synchronized (services) {
      for (GuardedService service : services.values()) {
        if (service.bundle.equals(bundle)) {
          states.add(
              new ServiceState(
                  service.contract.substring(service.contract.lastIndexOf('.') + 1),
                  service.shown,
                  service.registration != null,
                  service.conflict,
                  service.problem));
        }
      }
    }
    return states;
  }

  /** From now on the bundle's names stay its own, although its types go. */
  public void hold(Bundle bundle) {
    synchronized (services) {
      held.add(bundle.getBundleId());
    }
  }

  /** The end of {@link #hold}: what the bundle has not claimed again is free. */
  public void release(Bundle bundle) {
    // After what its start has registered has been taken in.
    execute(
        () -> {
          synchronized (services) {
            held.remove(bundle.getBundleId());
            List<Object> kept = heldClaims.remove(bundle.getBundleId());
            if (kept != null) {
              kept.stream().filter(key -> !isClaimed(key)).forEach(claims::release);
            }
          }
          retry();
        });
  }

  private boolean isClaimed(Object key) {
    return services.values().stream()
        .anyMatch(
            service -> service.names != null && !service.conflict && key.equals(key(service)));
  }

  private void add(ServiceReference<?> reference) {
    Bundle bundle = reference.getBundle();
    if (bundle == null || reference.getProperty(PLUGIN) != null) {
      return;
    }
    if (!bundles.isPlugin(bundle)) {
      takeNames(reference);
      return;
    }
    GuardedService service =
        new GuardedService(reference, bundle, guards.of(bundle), contract(reference));
    synchronized (services) {
      if (services.putIfAbsent(reference, service) != null) {
        return;
      }
    }
    execute(() -> takeIn(service));
  }

  private static String contract(ServiceReference<?> reference) {
    for (String name : (String[]) reference.getProperty(Constants.OBJECTCLASS)) {
      if (GUARDED.contains(name)) {
        return name;
      }
    }
    throw new IllegalStateException("a service that is not guarded: " + reference);
  }

  /** A type of the server's own, or of a definition: plugins keep out of its way. */
  private void takeNames(ServiceReference<?> reference) {
    if (context.getService(reference) instanceof ResourceType type) {
      synchronized (services) {
        claims.take(reference, Names.of("the server", type));
      }
    }
  }

  private void takeIn(GuardedService service) {
    Guard guard = service.guard;
    try {
      service.service = guard.call("start", START_MILLIS, () -> guarded(service, guard));
    } catch (RuntimeException e) {
      LOG.error("a service of plugin {} can't be used: {}", guard.plugin(), e.getMessage());
      synchronized (services) {
        service.problem = String.valueOf(e.getMessage());
      }
      changed.run();
      return;
    }
    if (service.service != null) {
      offer(service);
    }
    changed.run();
  }

  /** On the plugin's thread: making its objects runs its code. */
  private @Nullable Object guarded(GuardedService service, Guard guard) {
    Object object = context.getService(service.reference);
    if (object == null) {
      return null;
    }
    if (object instanceof ResourceType type) {
      GuardedType guarded = GuardedType.of(guard, type);
      service.shown = guarded.resource().toString();
      service.names = Names.of("plugin " + guard.plugin(), guarded);
      return guarded;
    }
    if (object instanceof AdmissionPlugin plugin) {
      AdmissionPlugin guarded =
          new Confinement(guard, "admission plugin " + plugin.name())
              .computing(AdmissionPlugin.class, plugin);
      service.shown = guarded.name();
      return guarded;
    }
    Controller controller = (Controller) object;
    Controller guarded =
        new Confinement(guard, "controller " + controller.name())
            .acting(Controller.class, controller);
    service.shown = guarded.name();
    return guarded;
  }

  private void offer(GuardedService service) {
    synchronized (services) {
      if (service.gone || service.registration != null) {
        return;
      }
      if (service.names != null) {
        service.problem = claims.claim(key(service), service.names);
        service.conflict = !service.problem.isEmpty();
        if (service.conflict) {
          LOG.warn("plugin {} waits: {}", service.guard.plugin(), service.problem);
          return;
        }
      }
    }
    ServiceRegistration<?> registration =
        context.registerService(
            service.contract, Objects.requireNonNull(service.service), properties(service));
    boolean late;
    synchronized (services) {
      late = service.gone;
      if (!late) {
        service.registration = registration;
      }
    }
    if (late) {
      registration.unregister();
    } else if (service.contract.equals(AdmissionPlugin.class.getName())
        && !"Fail".equals(service.reference.getProperty(FAILURE_POLICY))) {
      service.guard.whenOff(() -> passOver(service));
    }
  }

  /** One key for each type of a bundle, so that its next run takes its names over. */
  private static Object key(GuardedService service) {
    return List.of(service.bundle.getBundleId(), service.shown);
  }

  private static Dictionary<String, Object> properties(GuardedService service) {
    Dictionary<String, Object> properties = new Hashtable<>();
    for (String name : service.reference.getPropertyKeys()) {
      if (!name.equals(Constants.OBJECTCLASS) && !name.startsWith("service.")) {
        properties.put(name, service.reference.getProperty(name));
      }
    }
    properties.put(PLUGIN, service.guard.plugin());
    return properties;
  }

  /** An admission plugin that is switched off would refuse every write of every type. */
  private void passOver(GuardedService service) {
    execute(
        () -> {
          LOG.error(
              "writes pass without admission plugin {} of plugin {}",
              service.shown,
              service.guard.plugin());
          withdraw(service, "it is switched off, writes pass without it");
          changed.run();
        });
  }

  private void remove(ServiceReference<?> reference) {
    GuardedService service;
    synchronized (services) {
      service = services.remove(reference);
      if (service == null) {
        claims.release(reference);
      } else {
        service.gone = true;
        if (service.names != null && !service.conflict) {
          Object key = key(service);
          long bundle = service.bundle.getBundleId();
          if (held.contains(bundle)) {
            heldClaims.computeIfAbsent(bundle, id -> new ArrayList<>()).add(key);
          } else {
            claims.release(key);
          }
        }
      }
    }
    if (service != null) {
      withdraw(service, "");
      changed.run();
    }
    execute(this::retry);
  }

  private void withdraw(GuardedService service, String why) {
    ServiceRegistration<?> registration;
    synchronized (services) {
      registration = service.registration;
      service.registration = null;
      service.problem = why;
    }
    if (registration != null) {
      try {
        registration.unregister();
      } catch (IllegalStateException alreadyGone) {
        LOG.debug("the service had been withdrawn with this bundle", alreadyGone);
      }
    }
  }

  /** Looks whether the names that some wait for are free now. */
  private void retry() {
    List<GuardedService> waiting;
    synchronized (services) {
      waiting = services.values().stream().filter(service -> service.conflict).toList();
    }
    for (GuardedService service : waiting) {
      offer(service);
      if (!service.conflict) {
        LOG.info("plugin {} serves {} now", service.guard.plugin(), service.shown);
        changed.run();
      }
    }
  }

  private void execute(Runnable task) {
    try {
      worker.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.debug("plugins are not taken in any more", e);
    }
  }

  @Override
  public void close() {
    context.removeServiceListener(this);
    worker.shutdownNow();
    List<GuardedService> all;
    synchronized (services) {
      all = new ArrayList<>(services.values());
      services.clear();
    }
    all.forEach(service -> withdraw(service, ""));
  }
}
