package io.binnacle.resources.core.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.status.StatusException;
import io.binnacle.resources.core.internal.service.AddressRange;
import io.binnacle.resources.core.internal.service.PortRange;
import io.binnacle.resources.core.internal.service.ServiceAllocations;
import io.binnacle.resources.core.internal.service.ServiceStrategy;
import io.binnacle.resources.core.internal.strategy.PodStrategy;
import io.binnacle.schema.table.ResourceTypeRegistration;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Registers the types of core/v1. A bad setting fails the activation with a message that names it.
 * The store of Services comes after the type and tells which addresses are taken; until then no
 * Service that needs one can be made.
 */
@Component(
    service = {},
    immediate = true,
    configurationPid = CoreSettings.PID)
public final class CoreResources {
  private final ServiceAllocations allocations;
  private final DisruptionBudgets budgets = new DisruptionBudgets(InstantSource.system());
  private final ResourceTypeRegistration registration;
  private volatile @Nullable ResourceStore pods;

  @Activate
  public CoreResources(BundleContext context, CoreSettings settings) {
    allocations =
        new ServiceAllocations(
            AddressRange.parse(settings.serviceClusterIpRange()),
            PortRange.parse(settings.serviceNodePortRange()),
            new SecureRandom(),
            InstantSource.system());
    registration =
        CoreTypes.tables(
                new PodStrategy(settings.allowPrivileged()),
                new ServiceStrategy(allocations),
                this::bind,
                budgets,
                InstantSource.system())
            .register(context);
  }

  @Deactivate
  void stop() {
    registration.close();
  }

  @Reference(
      name = "services",
      target = "(binnacle.resource=services)",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC)
  void bindServices(ResourceStore store) {
    allocations.follow(store);
  }

  void unbindServices(ResourceStore store) {
    allocations.follow(null);
  }

  @Reference(
      name = "budgets",
      target = "(binnacle.resource=poddisruptionbudgets.policy)",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC)
  void bindBudgets(ResourceStore store) {
    budgets.follow(store);
  }

  void unbindBudgets(ResourceStore store) {
    budgets.follow(null);
  }

  @Reference(
      name = "pods",
      target = "(binnacle.resource=pods)",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC)
  void bindPods(ResourceStore store) {
    pods = store;
  }

  void unbindPods(ResourceStore store) {
    pods = null;
  }

  /** A binding that is not posted below its pod. */
  private Unstructured bind(RequestContext context, String namespace, Unstructured body) {
    ResourceStore store = pods;
    if (store == null) {
      throw StatusException.serviceUnavailable("the pods are not being served yet");
    }
    return new PodBinding().act(context, store, namespace, body.name(), body);
  }
}
