package io.binnacle.resources.networking.internal;

import io.binnacle.schema.table.ResourceTables;
import io.binnacle.schema.table.ResourceTypeRegistration;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Registers the types of networking.k8s.io and discovery.k8s.io while the bundle is active. */
@Component(service = {})
public final class NetworkingResources {
  private final ResourceTypeRegistration registration;

  @Activate
  public NetworkingResources(BundleContext context) {
    registration = tables().register(context);
  }

  @Deactivate
  void stop() {
    registration.close();
  }

  /** The types as the bundle's tables and strategies make them. */
  static ResourceTables tables() {
    return ResourceTables.in(NetworkingResources.class)
        .strategy("ingresses", new IngressStrategy())
        .strategy("ingressclasses", new IngressClassStrategy())
        .strategy("networkpolicies", new NetworkPolicyStrategy())
        .strategy("ipaddresses", new IpAddressStrategy())
        .strategy("servicecidrs", new ServiceCidrStrategy())
        .strategy("endpointslices", new EndpointSliceStrategy())
        .cell("classParameters", NetworkCells::classParameters)
        .cell("ingressHosts", NetworkCells::hosts)
        .cell("ingressAddress", NetworkCells::address)
        .cell("ingressPorts", NetworkCells::ingressPorts)
        .cell("addressParent", NetworkCells::parent)
        .cell("slicePorts", NetworkCells::slicePorts)
        .cell("sliceEndpoints", NetworkCells::sliceEndpoints);
  }
}
