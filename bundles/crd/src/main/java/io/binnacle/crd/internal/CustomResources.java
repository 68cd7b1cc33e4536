package io.binnacle.crd.internal;

import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.schema.StructType;
import io.binnacle.crd.definition.DefinitionStrategy;
import io.binnacle.crd.definition.StoredDefinition;
import io.binnacle.schema.table.ResourceTables;
import io.binnacle.schema.table.ResourceTypeRegistration;
import io.binnacle.schema.table.TypeTables;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Registers the type customresourcedefinitions, follows its store, and serves what is defined. When
 * the store goes, so do the custom types; they are there again when it comes back.
 */
@Component(
    service = {},
    immediate = true)
public final class CustomResources {
  private static final long IDLE_SECONDS = 10;

  private final BundleContext context;
  private final ResourceTypeRegistration registration;
  private final SyncedHook hook;
  private @Nullable DefinitionLoop loop;

  @Activate
  public CustomResources(BundleContext context) {
    this.context = context;
    this.hook = new SyncedHook(context);
    this.registration = tables(InstantSource.system()).register(context);
  }

  /**
   * The type as the bundle's tables and its strategy make it.
   *
   * @param clock what conditions are dated by
   */
  static ResourceTables tables(InstantSource clock) {
    TypeTables types =
        TypeTables.read(
            CustomResources.class, "apiextensions.k8s.io_v1", "apiextensions.k8s.io_v1beta1");
    StructType schemaNode = types.struct("apiextensions.k8s.io", "v1", "JSONSchemaProps");
    return ResourceTables.in(CustomResources.class)
        .types(types)
        .clock(clock)
        .strategy("customresourcedefinitions", new DefinitionStrategy(clock, schemaNode))
        .storedAs(
            "customresourcedefinitions",
            StoredDefinition.KIND,
            StoredDefinition::toStored,
            StoredDefinition::fromStored);
  }

  @Reference(
      service = ResourceStore.class,
      target = "(binnacle.resource=customresourcedefinitions.apiextensions.k8s.io)",
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "removeStore")
  synchronized void addStore(ResourceStore store) {
    if (loop != null) {
      loop.close();
    }
    loop =
        new DefinitionLoop(
            store,
            new ServedDefinitions(context, InstantSource.system()),
            InstantSource.system(),
            executor(),
            hook::done);
    loop.start();
  }

  synchronized void removeStore(ResourceStore store) {
    if (loop != null && loop.isOf(store)) {
      loop.close();
      loop = null;
    }
  }

  /** One thread, which goes while there is nothing to do. */
  private static ScheduledExecutorService executor() {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "binnacle-crd");
              thread.setDaemon(true);
              return thread;
            });
    executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  @Deactivate
  synchronized void stop() {
    if (loop != null) {
      loop.close();
      loop = null;
    }
    hook.close();
    registration.close();
  }
}
