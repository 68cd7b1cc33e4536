package io.binnacle.rest.resource;

import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.translate.KeptEncodings;
import io.binnacle.schema.openapi.KeptProse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The routing table of now. Types come and go at any moment; a request in flight goes on with the
 * table that it began with. Thread-safe.
 */
public final class Routes {
  private final Map<ResourceStore, List<ServedResource>> served = new LinkedHashMap<>();
  private final KeptEncodings encodings = KeptEncodings.ofThisProcess();
  private final KeptProse prose = new KeptProse();
  private volatile RoutingTable table = RoutingTable.EMPTY;

  public RoutingTable table() {
    return table;
  }

  /** The documentation of the built-in API. */
  public KeptProse prose() {
    return prose;
  }

  /** Makes the paths of a type answer; of two stores of one type the later one is asked. */
  public synchronized void registerResourceHandlers(ResourceStore store) {
    served.put(store, ServedResource.allOf(store, encodings, prose));
    rebuild();
  }

  /** From now on the type's paths answer 404. */
  public synchronized void unregisterResourceHandlers(ResourceStore store) {
    served.remove(store);
    rebuild();
  }

  /** The resources whose caches have not read storage yet. */
  public synchronized List<String> notReady() {
    return served.keySet().stream()
        .filter(store -> store.type().review().isEmpty() && !store.cache().isReady())
        .map(store -> store.type().resource().toString())
        .toList();
  }

  /** The resources whose paths answer. */
  public synchronized Set<String> resources() {
    return served.keySet().stream()
        .map(store -> store.type().resource().toString())
        .collect(Collectors.toSet());
  }

  private void rebuild() {
    table = new RoutingTable(served.values().stream().flatMap(List::stream).toList());
  }
}
