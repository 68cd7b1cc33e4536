package io.binnacle.resources.flowcontrol.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.schema.table.ResourceTables;
import io.binnacle.schema.table.ResourceTypeRegistration;
import java.time.InstantSource;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Registers the types of flowcontrol.apiserver.k8s.io while the bundle is active. */
@Component(service = {})
public final class FlowControlResources {
  private final ResourceTypeRegistration registration;

  @Activate
  public FlowControlResources(BundleContext context) {
    registration = tables(InstantSource.system()).register(context);
  }

  @Deactivate
  void stop() {
    registration.close();
  }

  /**
   * The types as the bundle's tables and strategies make them.
   *
   * @param clock what ages are counted from
   */
  static ResourceTables tables(InstantSource clock) {
    return ResourceTables.in(FlowControlResources.class)
        .clock(clock)
        .strategy("flowschemas", new FlowSchemaStrategy())
        .strategy("prioritylevelconfigurations", new PriorityLevelStrategy())
        .cell("missingLevel", FlowControlResources::missingLevel)
        .cell("shares", FlowControlResources::shares);
  }

  private static Object missingLevel(Unstructured flowSchema) {
    for (Unstructured condition : flowSchema.items("status", "conditions")) {
      if (condition.string("type").equals("Dangling")) {
        return condition.string("status");
      }
    }
    return "?";
  }

  private static Object shares(Unstructured level) {
    for (String part : new String[] {"limited", "exempt"}) {
      Object shares = level.get("spec", part, "nominalConcurrencyShares");
      if (shares != null) {
        return shares.toString();
      }
    }
    return "<none>";
  }
}
