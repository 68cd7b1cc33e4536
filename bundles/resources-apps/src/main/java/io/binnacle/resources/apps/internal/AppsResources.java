package io.binnacle.resources.apps.internal;

import io.binnacle.schema.table.ResourceTables;
import io.binnacle.schema.table.ResourceTypeRegistration;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Registers the types of apps/v1 while the bundle is active. */
@Component(service = {})
public final class AppsResources {
  private final ResourceTypeRegistration registration;

  @Activate
  public AppsResources(BundleContext context) {
    registration = tables().register(context);
  }

  @Deactivate
  void stop() {
    registration.close();
  }

  /** The types as the bundle's tables and strategies make them. */
  static ResourceTables tables() {
    ResourceTables tables =
        ResourceTables.in(AppsResources.class)
            .strategy("deployments", new DeploymentStrategy())
            .strategy("replicasets", new ReplicaSetStrategy())
            .strategy("statefulsets", new StatefulSetStrategy())
            .strategy("daemonsets", new DaemonSetStrategy())
            .strategy("controllerrevisions", new ControllerRevisionStrategy())
            .cell("revisionOwner", WorkloadCells::owner);
    WorkloadCells.COUNTS.forEach(path -> tables.cell(path, WorkloadCells.count(path)));
    return tables;
  }
}
