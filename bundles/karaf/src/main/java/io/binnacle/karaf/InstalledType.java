package io.binnacle.karaf;

import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.TypeVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * A resource type that a bundle offers, and how far it has come.
 *
 * @param type the type
 * @param bundle who offers it
 * @param state whether its paths answer
 */
record InstalledType(ResourceType type, Bundle bundle, State state) {
  private static final String PLUGIN = "binnacle.plugin";

  /** How far a type has come. */
  enum State {
    SERVED("Served"),
    READING("Reading storage"),
    NOT_SERVED("Not served");

    private final String text;

    State(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** All types offered now, by group and name. */
  static List<InstalledType> all(BundleContext context) {
    Map<ResourceType, State> stores = stores(context);
    List<InstalledType> types = new ArrayList<>();
    for (ServiceReference<ResourceType> reference : references(context, ResourceType.class)) {
      ResourceType type = context.getService(reference);
      Bundle bundle = owner(context, reference);
      if (type != null && bundle != null) {
        State state = stores.getOrDefault(type, State.NOT_SERVED);
        types.add(new InstalledType(type, bundle, state));
      }
      context.ungetService(reference);
    }
    types.sort(
        Comparator.comparing((InstalledType type) -> type.type().resource().group())
            .thenComparing(type -> type.type().resource().resource()));
    return types;
  }

  /** Who offers it: what is guarded is registered by the guard, which tells for whom. */
  private static @Nullable Bundle owner(BundleContext context, ServiceReference<?> reference) {
    Object plugin = reference.getProperty(PLUGIN);
    for (Bundle bundle : plugin == null ? new Bundle[0] : context.getBundles()) {
      if (plugin.equals(bundle.getSymbolicName())) {
        return bundle;
      }
    }
    return reference.getBundle();
  }

  /** {@code v1, v1beta1}, of which the first is preferred. */
  String versions() {
    return type.versions().stream()
        .map(TypeVersion::name)
        .filter(type::isServed)
        .collect(Collectors.joining(", "));
  }

  private static Map<ResourceType, State> stores(BundleContext context) {
    // Two bundles may offer one name: only the very object that was taken is served.
    Map<ResourceType, State> stores = new IdentityHashMap<>();
    for (ServiceReference<ResourceStore> reference : references(context, ResourceStore.class)) {
      ResourceStore store = context.getService(reference);
      if (store != null) {
        boolean ready = store.type().review().isPresent() || store.cache().isReady();
        stores.put(store.type(), ready ? State.SERVED : State.READING);
      }
      context.ungetService(reference);
    }
    return stores;
  }

  private static <T> Collection<ServiceReference<T>> references(
      BundleContext context, Class<T> type) {
    try {
      return context.getServiceReferences(type, null);
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
