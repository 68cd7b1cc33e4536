package io.binnacle.resources.coordination.internal;

import io.binnacle.schema.table.ResourceTables;
import io.binnacle.schema.table.ResourceTypeRegistration;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Registers the types of coordination.k8s.io while the bundle is active. */
@Component(service = {})
public final class CoordinationResources {
  private final ResourceTypeRegistration registration;

  @Activate
  public CoordinationResources(BundleContext context) {
    registration = tables().register(context);
  }

  @Deactivate
  void stop() {
    registration.close();
  }

  /** The types as the bundle's tables and strategies make them. */
  static ResourceTables tables() {
    return ResourceTables.in(CoordinationResources.class)
        .strategy("leases", new LeaseStrategy())
        .cell("holder", lease -> lease.string("spec", "holderIdentity"));
  }
}
