package io.binnacle.resources.core.internal.service;

import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.resources.core.internal.rules.IpRules;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which addresses and ports the stored Services hold, kept up to date from their cache: only what
 * changed since the last look is parsed. Not thread-safe.
 */
final class ServiceUsage {
  private final Map<String, Held> held = new HashMap<>();

  /** What one Service holds as of one revision: addresses, and ports as their numbers' text. */
  private record Held(long revision, Set<String> names) {}

  /** Everything that is held now; ports as text. */
  Set<String> read(ResourceStore services) {
    Set<String> keys = new HashSet<>();
    Set<String> all = new HashSet<>();
    for (LocalObject object : services.cache().snapshot(ReadFreshness.MOST_RECENT).list("", "")) {
      keys.add(object.key());
      Held known = held.get(object.key());
      if (known == null || known.revision() != object.revision()) {
        known = new Held(object.revision(), of(services.translator().toTree(object)));
        held.put(object.key(), known);
      }
      all.addAll(known.names());
    }
    held.keySet().retainAll(keys);
    return all;
  }

  /** The addresses that a Service names. */
  static Set<String> addressesOf(Unstructured service) {
    Set<String> names = new HashSet<>();
    for (Object address : service.list("spec", "clusterIPs")) {
      if (!"None".equals(address)) {
        names.add(IpRules.canonical(String.valueOf(address)));
      }
    }
    return names;
  }

  /** The addresses and ports that a Service names. */
  static Set<String> of(Unstructured service) {
    Set<String> names = addressesOf(service);
    for (Unstructured port : service.items("spec", "ports")) {
      long number = port.number(0, "nodePort");
      if (number != 0) {
        names.add(Long.toString(number));
      }
    }
    long health = service.number(0, "spec", "healthCheckNodePort");
    if (health != 0) {
      names.add(Long.toString(health));
    }
    return names;
  }
}
