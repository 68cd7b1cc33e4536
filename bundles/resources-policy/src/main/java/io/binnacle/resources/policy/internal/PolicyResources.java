package io.binnacle.resources.policy.internal;

import io.binnacle.schema.table.ResourceTables;
import io.binnacle.schema.table.ResourceTypeRegistration;
import java.time.InstantSource;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Registers the types of this bundle while it is active. */
@Component(service = {})
public final class PolicyResources {
  private final ResourceTypeRegistration registration;

  @Activate
  public PolicyResources(BundleContext context) {
    registration = tables(InstantSource.system()).register(context);
  }

  @Deactivate
  void stop() {
    registration.close();
  }

  /**
   * The types as the bundle's tables and strategies make them.
   *
   * @param clock what ages are counted from, and what conditions are dated by
   */
  static ResourceTables tables(InstantSource clock) {
    return ResourceTables.in(PolicyResources.class)
        .clock(clock)
        .strategy("poddisruptionbudgets", new DisruptionBudgetStrategy())
        .strategy("priorityclasses", new PriorityClassStrategy())
        .strategy("runtimeclasses", new RuntimeClassStrategy())
        .strategy("certificatesigningrequests", new SigningRequestStrategy(clock))
        .cell("allowedDisruptions", budget -> budget.number(0, "status", "disruptionsAllowed"))
        .cell("globalDefault", priority -> priority.bool("globalDefault"))
        .cell("requestedDuration", SigningRequestCells::duration)
        .cell("condition", SigningRequestCells::condition);
  }
}
