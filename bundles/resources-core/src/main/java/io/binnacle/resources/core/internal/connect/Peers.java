package io.binnacle.resources.core.internal.connect;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.status.StatusException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The stores of other types, which come and go while the server runs. Thread-safe. */
public final class Peers {
  private static final RequestContext SERVER = RequestContext.server("v1");

  private final Map<String, ResourceStore> stores = new ConcurrentHashMap<>();

  /** From now on objects of the store's type are found. */
  public void add(ResourceStore store) {
    stores.put(store.type().resource().toString(), store);
  }

  public void remove(ResourceStore store) {
    stores.remove(store.type().resource().toString(), store);
  }

  Optional<ResourceStore> store(String resource) {
    return Optional.ofNullable(stores.get(resource));
  }

  /** The object as it is now; NotFound. */
  Unstructured get(String resource, String namespace, String name) {
    return get(
        store(resource)
            .orElseThrow(
                () ->
                    StatusException.serviceUnavailable(
                        "the " + resource + " are not being served yet")),
        namespace,
        name);
  }

  static Unstructured get(ResourceStore store, String namespace, String name) {
    return store.get(SERVER, namespace, name);
  }
}
