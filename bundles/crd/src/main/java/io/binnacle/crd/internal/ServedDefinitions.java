package io.binnacle.crd.internal;

import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.api.type.ResourceType;
import io.binnacle.crd.serving.CustomType;
import io.binnacle.crd.serving.Definition;
import io.binnacle.crd.serving.VersionConversion;
import io.binnacle.crd.serving.WebhookConversion;
import java.time.InstantSource;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The types that definitions define, each a {@link ResourceType} service. A changed definition gets
 * a new service before the old one goes, so that its paths never stop answering; watches of the old
 * one end. Thread-safe.
 */
final class ServedDefinitions implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServedDefinitions.class);

  /** A type and what it was made of. */
  private record Served(
      List<Object> source, CustomType type, ServiceRegistration<ResourceType> service) {}

  private final BundleContext context;
  private final InstantSource clock;
  private final Map<String, Served> served = new HashMap<>();

  ServedDefinitions(BundleContext context, InstantSource clock) {
    this.context = context;
    this.clock = clock;
  }

  /** Serves a definition by its accepted names; does nothing if it is served as it is. */
  synchronized void serve(Unstructured definition) {
    List<Object> source =
        List.of(definition.map("spec"), definition.map("status", "acceptedNames"));
    Served before = served.get(definition.name());
    if (before != null && before.source().equals(source)) {
      return;
    }
    String resource = definition.name();
    if (before == null && isTaken(resource)) {
      LOG.warn("{} is defined, but another bundle serves it already", resource);
      return;
    }
    Unstructured names = new Unstructured(definition.map("status", "acceptedNames"));
    CustomType type =
        new CustomType(Definition.of(definition.deepCopy(), names), clock, conversion(definition));
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put(ResourceStore.RESOURCE, type.resource().toString());
    served.put(
        resource,
        new Served(source, type, context.registerService(ResourceType.class, type, properties)));
    if (before != null) {
      unregister(before);
    }
  }

  private VersionConversion conversion(Unstructured definition) {
    return definition.string("spec", "conversion", "strategy").equals("Webhook")
        ? new WebhookConversion(
            new Unstructured(definition.deepCopy().map("spec", "conversion", "webhook")),
            this::clusterIp)
        : VersionConversion.RENAMING;
  }

  private String clusterIp(String namespace, String name) {
    for (ServiceReference<ResourceStore> reference : references("services")) {
      ResourceStore store = context.getService(reference);
      LocalObject service =
          store == null ? null : store.cache().snapshot(ReadFreshness.ANY).get(namespace, name);
      if (store != null && service != null) {
        String ip = store.translator().toTree(service).string("spec", "clusterIP");
        return ip.equals("None") ? "" : ip;
      }
    }
    return "";
  }

  private boolean isTaken(String resource) {
    return !references(resource).isEmpty();
  }

  /** The definition is being deleted: nothing new can be created. */
  synchronized void terminate(String name) {
    Served known = served.get(name);
    if (known != null) {
      known.type().terminate();
    }
  }

  synchronized void withdraw(String name) {
    Served known = served.remove(name);
    if (known != null) {
      unregister(known);
    }
  }

  /** The store of what is defined, empty if it is not served. */
  Optional<ResourceStore> store(String name) {
    CustomType type;
    synchronized (this) {
      Served known = served.get(name);
      if (known == null) {
        return Optional.empty();
      }
      type = known.type();
    }
    for (ServiceReference<ResourceStore> reference : references(name)) {
      ResourceStore store = context.getService(reference);
      if (store != null && store.type() == type) {
        return Optional.of(store);
      }
    }
    return Optional.empty();
  }

  private List<ServiceReference<ResourceStore>> references(String resource) {
    try {
      return List.copyOf(
          context.getServiceReferences(
              ResourceStore.class, "(" + ResourceStore.RESOURCE + "=" + resource + ")"));
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void unregister(Served known) {
    try {
      known.service().unregister();
    } catch (IllegalStateException e) {
      LOG.debug("the type had been withdrawn with its bundle", e);
    }
  }

  @Override
  public synchronized void close() {
    served.values().forEach(ServedDefinitions::unregister);
    served.clear();
  }
}
