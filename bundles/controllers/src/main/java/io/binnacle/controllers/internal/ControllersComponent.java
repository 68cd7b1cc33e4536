package io.binnacle.controllers.internal;

import io.binnacle.api.auth.ServingIdentity;
import io.binnacle.api.quota.QuotaMeter;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.controllers.roles.RoleAggregation;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the controllers that the configuration picks. A store that comes is followed from then on;
 * one that goes is left alone, and what waits in it is taken up when it comes back.
 */
@Component(
    service = {},
    immediate = true,
    configurationPid = "io.binnacle.controllers",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class ControllersComponent {
  private static final Logger LOG = LoggerFactory.getLogger(ControllersComponent.class);

  /** The configuration of {@code io.binnacle.controllers}. */
  public @interface Settings {
    /** Which controllers run, as {@code --controllers} of kube-controller-manager has it. */
    String[] controllers() default "*";
  }

  private final ControllerLoop loop;
  private final @Nullable ServiceRegistration<?> aggregation;
  private final AtomicReference<String> rootCertificate = new AtomicReference<>("");
  private final AtomicReference<@Nullable QuotaMeter> meter = new AtomicReference<>();
  private final Map<ServingIdentity, ServingIdentity.Registration> identities =
      new ConcurrentHashMap<>();

  @Activate
  public ControllersComponent(BundleContext context, Settings settings) {
    Stores stores = new Stores();
    List<Controller> all = new ArrayList<>();
    all.add(new NamespaceController(stores, InstantSource.system()));
    all.add(Furnisher.defaultServiceAccount(stores));
    all.add(Furnisher.rootCertificate(stores, rootCertificate::get));
    all.add(new QuotaController(stores, meter::get, System::nanoTime));
    Set<String> names = all.stream().map(Controller::name).collect(Collectors.toSet());
    names.add(RoleAggregation.NAME);
    ControllerSelection selection =
        ControllerSelection.parse(String.join(",", settings.controllers()), names);
    all.removeIf(controller -> !selection.includes(controller.name()));
    // Hosted as a plugin's is.
    aggregation =
        selection.includes(RoleAggregation.NAME)
            ? context.registerService(
                io.binnacle.api.controller.Controller.class, new RoleAggregation(), null)
            : null;
    LOG.info("controllers: {}", all.stream().map(Controller::name).toList());
    loop =
        new ControllerLoop(
            stores,
            all,
            Executors.newSingleThreadScheduledExecutor(
                task -> {
                  Thread thread = new Thread(task, "controllers");
                  thread.setDaemon(true);
                  return thread;
                }));
  }

  /** Without an identity the certificate that was published last stays. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "removeIdentity")
  void addIdentity(ServingIdentity identity) {
    identities.put(identity, identity.onChange(() -> publish(identity)));
    publish(identity);
  }

  private void publish(ServingIdentity identity) {
    String pem = identity.servingCaPem();
    if (!pem.isEmpty() && !rootCertificate.getAndSet(pem).equals(pem)) {
      loop.reconcileAll();
    }
  }

  void removeIdentity(ServingIdentity identity) {
    ServingIdentity.Registration registration = identities.remove(identity);
    if (registration != null) {
      registration.close();
    }
  }

  /** While nothing tells what quotas count, their status stays as it is. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      unbind = "removeMeter")
  void addMeter(QuotaMeter added) {
    meter.set(added);
    loop.reconcileAll();
  }

  void removeMeter(QuotaMeter removed) {
    meter.compareAndSet(removed, null);
  }

  @Reference(
      service = ResourceStore.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "removeStore")
  void addStore(ResourceStore store) {
    loop.add(store);
  }

  void removeStore(ResourceStore store) {
    loop.remove(store);
  }

  @Deactivate
  void stop() {
    if (aggregation != null) {
      aggregation.unregister();
    }
    loop.close();
  }
}
