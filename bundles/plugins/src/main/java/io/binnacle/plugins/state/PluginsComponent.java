package io.binnacle.plugins.state;

import io.binnacle.api.metrics.MetricSource;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.type.ResourceType;
import io.binnacle.plugins.deploy.Deployments;
import io.binnacle.plugins.exit.ExitWeaver;
import io.binnacle.plugins.guard.Limits;
import io.binnacle.plugins.services.GuardedServices;
import io.binnacle.plugins.services.Guards;
import io.binnacle.plugins.services.HiddenServices;
import io.binnacle.plugins.services.PluginBundles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.hooks.weaving.WeavingHook;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Puts the parts together: what hides the services of plugins, what stands before them, the deploy
 * folder, and the objects that show it all. When this goes, so do the types of plugins, and they
 * are back with it.
 */
@Component(
    service = {},
    immediate = true,
    configurationPid = "io.binnacle.plugins",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class PluginsComponent {
  /** The configuration of {@code io.binnacle.plugins}. */
  public @interface Settings {
    /** The deploy folder, as the folder watcher is told of it; "" for none. */
    String deployDir() default "";

    /** How often to look into the deploy folder; 0 where FileInstall watches it. */
    int lookMillis() default 0;

    /** A PEM file of those who may have signed a jar; "" for everybody. */
    String signersFile() default "";

    /** How long a call that only computes may take. */
    int callTimeoutSeconds() default 5;
  }

  private final Guards guards;
  private final GuardedServices services;
  private final @Nullable Deployments deployments;
  private final PluginObjects objects;
  private final BundleContext context;
  private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
  private final Map<String, ResourceStore> stores = new ConcurrentHashMap<>();
  private @Nullable ServiceRegistration<?> type;
  private boolean closed;

  /**
   * @throws IOException if the list of signers can't be read
   */
  @Activate
  public PluginsComponent(BundleContext context, Settings settings) throws IOException {
    this.context = context;
    AtomicReference<Runnable> changed = new AtomicReference<>(() -> {});
    PluginBundles bundles = new PluginBundles();
    guards = new Guards(Limits.withCallMillis(Math.max(1, settings.callTimeoutSeconds()) * 1000L));
    services = new GuardedServices(context, bundles, guards, () -> changed.get().run());
    deployments =
        settings.deployDir().isEmpty()
            ? null
            : new Deployments(
                context,
                Path.of(settings.deployDir()),
                settings.lookMillis(),
                settings.signersFile(),
                bundles,
                guards,
                services,
                () -> changed.get().run());
    objects =
        new PluginObjects(
            new Observation(context, bundles, deployments, services, guards, this::unreadable),
            deployments,
            InstantSource.system(),
            this::serveObjects);
    changed.set(objects::changed);
    HiddenServices hidden =
        new HiddenServices(bundles, GuardedServices.GUARDED, context.getBundle());
    context.addBundleListener(guards);
    registrations.add(context.registerService(FindHook.class, hidden, null));
    registrations.add(context.registerService(EventListenerHook.class, hidden, null));
    // Not of every bundle that is not ours: some containers have such as may end the process.
    registrations.add(
        context.registerService(WeavingHook.class, new ExitWeaver(bundles::isShown), null));
    registrations.add(context.registerService(MetricSource.class, new PluginMetrics(guards), null));
    services.open();
    if (deployments != null) {
      deployments.open();
    }
  }

  private synchronized void serveObjects() {
    if (!closed && type == null) {
      type = context.registerService(ResourceType.class, new PluginType(), null);
    }
  }

  private Map<String, String> unreadable(String resource) {
    ResourceStore store = stores.get(resource);
    return store == null || store.type().review().isPresent()
        ? Map.of()
        : store.cache().unreadable();
  }

  /** While there is no store of the objects, what runs is not shown. */
  @Reference(
      service = ResourceStore.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "removeStore")
  void addStore(ResourceStore store) {
    String resource = store.type().resource().toString();
    stores.put(resource, store);
    if (resource.equals(PluginType.RESOURCE)) {
      objects.use(store);
    }
  }

  void removeStore(ResourceStore store) {
    String resource = store.type().resource().toString();
    if (stores.remove(resource, store) && resource.equals(PluginType.RESOURCE)) {
      objects.use(null);
    }
  }

  @Deactivate
  void deactivate() {
    objects.close();
    ServiceRegistration<?> served;
    synchronized (this) {
      closed = true;
      served = type;
    }
    if (served != null) {
      served.unregister();
    }
    if (deployments != null) {
      deployments.close();
    }
    services.close();
    registrations.forEach(ServiceRegistration::unregister);
    context.removeBundleListener(guards);
    guards.close();
  }
}
