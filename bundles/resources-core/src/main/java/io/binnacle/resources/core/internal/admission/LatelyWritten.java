package io.binnacle.resources.core.internal.admission;

import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.cache.Snapshot;
import io.binnacle.api.registry.ResourceStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Looks rules up that are kept per namespace, such as quotas, without waiting for storage: what is
 * in memory does, but for namespaces whose rules have been written here lately. Their writers may
 * count on the rules from the answer on. Thread-safe.
 */
public final class LatelyWritten {
  private static final long NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Map<String, Long> until = new ConcurrentHashMap<>();

  /** Notes that the rules of a namespace are about to be written. */
  public void note(String namespace) {
    long now = System.nanoTime();
    until.values().removeIf(end -> end - now < 0);
    until.put(namespace, now + NANOS);
  }

  /** The rules of a namespace, as fresh as they have to be. */
  public Snapshot snapshot(ResourceStore rules, String namespace) {
    Long end = until.isEmpty() ? null : until.get(namespace);
    boolean fresh = end != null && end - System.nanoTime() > 0;
    return rules.cache().snapshot(fresh ? ReadFreshness.MOST_RECENT : ReadFreshness.ANY);
  }
}
