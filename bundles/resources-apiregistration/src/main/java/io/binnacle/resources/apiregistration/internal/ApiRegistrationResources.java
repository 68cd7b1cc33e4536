package io.binnacle.resources.apiregistration.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.type.ResourceType;
import io.binnacle.schema.table.ResourceTables;
import io.binnacle.schema.table.ResourceTypeRegistration;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Registers the types of apiregistration.k8s.io while the bundle is active. */
@Component(service = {})
public final class ApiRegistrationResources {
  private final ResourceTypeRegistration registration;

  @Activate
  public ApiRegistrationResources(BundleContext context) {
    registration = ResourceTypeRegistration.of(context, types());
  }

  @Deactivate
  void stop() {
    registration.close();
  }

  /** The types as the bundle's tables and strategies make them. */
  static List<ResourceType> types() {
    return ResourceTables.in(ApiRegistrationResources.class)
        .strategy("apiservices", new ApiServiceStrategy())
        .cell("service", ApiRegistrationResources::service)
        .cell("available", ApiRegistrationResources::available)
        .build()
        .stream()
        .<ResourceType>map(JsonStored::new)
        .toList();
  }

  private static String service(Unstructured object) {
    return object.get("spec", "service") == null
        ? "Local"
        : object.string("spec", "service", "namespace")
            + "/"
            + object.string("spec", "service", "name");
  }

  private static String available(Unstructured object) {
    for (Object each : object.list("status", "conditions")) {
      if (each instanceof Map<?, ?> condition && "Available".equals(condition.get("type"))) {
        String status = String.valueOf(condition.get("status"));
        return status.equals("True") ? status : status + " (" + condition.get("reason") + ")";
      }
    }
    return "Unknown";
  }
}
