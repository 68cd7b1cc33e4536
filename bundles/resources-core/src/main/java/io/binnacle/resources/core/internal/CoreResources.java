package io.binnacle.resources.core.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.status.StatusException;
import io.binnacle.resources.core.internal.connect.ConnectSubresources;
import io.binnacle.resources.core.internal.connect.Peers;
import io.binnacle.resources.core.internal.service.AddressClaims;
import io.binnacle.resources.core.internal.service.PortRange;
import io.binnacle.resources.core.internal.service.ServiceAllocations;
import io.binnacle.resources.core.internal.service.ServiceNetworks;
import io.binnacle.resources.core.internal.service.ServiceStrategy;
import io.binnacle.resources.core.internal.strategy.PodStrategy;
import io.binnacle.resources.core.internal.token.TokenRequest;
import io.binnacle.resources.core.internal.token.TokenServices;
import io.binnacle.schema.table.ResourceTypeRegistration;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
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
    configurationPid = CoreSettings.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class CoreResources {
  private final ServiceNetworks networks;
  private final AddressClaims claims = new AddressClaims(InstantSource.system());
  private final ServiceAllocations allocations;
  private final DisruptionBudgets budgets = new DisruptionBudgets(InstantSource.system());
  private final Peers peers = new Peers();
  private final ResourceTypeRegistration registration;
  private volatile @Nullable ResourceStore pods;

  @Activate
  public CoreResources(
      BundleContext context, CoreSettings settings, @Reference TokenServices tokens) {
    networks = ServiceNetworks.parse(settings.serviceClusterIpRange());
    allocations =
        new ServiceAllocations(
            networks,
            claims,
            PortRange.parse(settings.serviceNodePortRange()),
            new SecureRandom(),
            InstantSource.system());
    ConnectSubresources connections =
        new ConnectSubresources(
            peers,
            List.of(String.join(",", settings.kubeletPreferredAddressTypes()).split("\\s*,\\s*")),
            new SecureRandom());
    registration =
        connections
            .addTo(
                CoreTypes.tables(
                    new PodStrategy(settings.allowPrivileged()),
                    new ServiceStrategy(allocations),
                    this::bind,
                    budgets,
                    new TokenRequest(tokens),
                    settings.eventTtlSeconds(),
                    InstantSource.system()))
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
      name = "addresses",
      target = "(binnacle.resource=ipaddresses.networking.k8s.io)",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC)
  void bindAddresses(ResourceStore store) {
    claims.follow(store);
  }

  void unbindAddresses(ResourceStore store) {
    claims.follow(null);
  }

  @Reference(
      name = "networks",
      target = "(binnacle.resource=servicecidrs.networking.k8s.io)",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC)
  void bindNetworks(ResourceStore store) {
    networks.follow(store);
  }

  void unbindNetworks(ResourceStore store) {
    networks.follow(null);
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
      name = "peers",
      target =
          "(|(binnacle.resource=pods)(binnacle.resource=nodes)(binnacle.resource=endpoints)"
              + "(binnacle.resource=endpointslices.discovery.k8s.io))",
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "removePeer")
  void addPeer(ResourceStore store) {
    peers.add(store);
  }

  void removePeer(ResourceStore store) {
    peers.remove(store);
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
