package io.binnacle.schema.table;

import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.type.ResourceType;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** Resource types registered as services, to be withdrawn together. Thread-safe. */
public final class ResourceTypeRegistration implements AutoCloseable {
  private final List<ServiceRegistration<ResourceType>> registrations;

  private ResourceTypeRegistration(List<ServiceRegistration<ResourceType>> registrations) {
    this.registrations = registrations;
  }

  /** Registers each type as a {@link ResourceType} service of the context's bundle. */
  public static ResourceTypeRegistration of(BundleContext context, List<ResourceType> types) {
    List<ServiceRegistration<ResourceType>> made = new ArrayList<>();
    for (ResourceType type : types) {
      Dictionary<String, Object> properties = new Hashtable<>();
      properties.put(ResourceStore.RESOURCE, type.resource().toString());
      made.add(context.registerService(ResourceType.class, type, properties));
    }
    return new ResourceTypeRegistration(List.copyOf(made));
  }

  /** Withdraws the types; those that are gone already are passed over. */
  @Override
  public void close() {
    for (ServiceRegistration<ResourceType> registration : registrations) {
      try {
        registration.unregister();
      } catch (IllegalStateException e) {
        // The framework withdrew it when the bundle stopped.
      }
    }
  }
}
