package io.binnacle.controllers.internal;

import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.quota.QuotaMeter;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.schema.Quantity;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the controller remembers of a quota.
 *
 * <p>What is charged at one moment has become an object, or failed, some seconds later. So what was
 * used then is covered by what is counted now, and only what has been charged since comes on top:
 * down to that sum, and no further, may a count lower what is used. Used by one thread.
 */
final class QuotaAccount {
  /** How long a write may take from its charge to the object. */
  static final long WRITE_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** What was used at some time. */
  private record Mark(Map<String, Quantity> used, long nanos) {}

  /** What an object uses. */
  private record Counted(LocalObject object, Map<String, Quantity> usage) {}

  private @Nullable Mark mark;
  private Map<String, @Nullable Object> spec = Map.of();

  /** What was counted last, by resource and storage key. */
  private Map<String, Map<String, Counted>> counted = new HashMap<>();

  /** Many objects use the same. */
  private final Map<Map<String, Quantity>, Map<String, Quantity>> shared = new HashMap<>();

  /** The resources whose objects it counts. */
  Set<String> counted() {
    return Set.copyOf(counted.keySet());
  }

  /** Remembers what is used if nothing is remembered. */
  void see(QuotaStatus status, long now) {
    if (mark == null) {
      mark = new Mark(status.used(), now);
    }
  }

  /** Counts what is there now; objects that were counted before are not looked into again. */
  Map<String, Quantity> count(
      QuotaMeter meter, Unstructured quota, Iterable<ResourceStore> namespaced) {
    if (!quota.map("spec").equals(spec)) {
      spec = quota.map("spec");
      counted.clear();
      shared.clear();
    }
    Map<String, Quantity> sums = new TreeMap<>();
    Map<String, Map<String, Counted>> now = new HashMap<>();
    for (ResourceStore store : namespaced) {
      Set<String> names = meter.resources(quota, store.type());
      if (!names.isEmpty()) {
        names.forEach(name -> sums.putIfAbsent(name, Quantity.ZERO));
        String resource = store.type().resource().toString();
        Map<String, Counted> before = counted.getOrDefault(resource, Map.of());
        now.put(resource, count(meter, quota, store, before, sums));
      }
    }
    counted = now;
    return sums;
  }

  private Map<String, Counted> count(
      QuotaMeter meter,
      Unstructured quota,
      ResourceStore store,
      Map<String, Counted> before,
      Map<String, Quantity> sums) {
    Map<String, Counted> now = new HashMap<>();
    for (LocalObject object :
        store.cache().snapshot(ReadFreshness.MOST_RECENT).list(quota.namespace(), "")) {
      Counted known = before.get(object.key());
      if (known == null || known.object() != object) {
        Unstructured tree = store.translator().toTree(object);
        Map<String, Quantity> usage = QuotaStatus.amounts(meter.usage(quota, store.type(), tree));
        known = new Counted(object, shared.computeIfAbsent(usage, same -> same));
        if (!tree.isBeingDeleted()) {
          now.put(object.key(), known);
        }
      } else {
        now.put(object.key(), known);
      }
      known.usage().forEach((name, amount) -> sums.merge(name, amount, Quantity::add));
    }
    return now;
  }

  /**
   * What the status should be.
   *
   * @param quota as it is now
   * @param counts what was counted no earlier than {@code now}
   */
  QuotaStatus due(Unstructured quota, Map<String, Quantity> counts, long now) {
    SortedMap<String, Quantity> used = new TreeMap<>();
    SortedMap<String, Quantity> charged = QuotaStatus.of(quota).used();
    counts.forEach((name, count) -> used.put(name, due(name, count, charged.get(name), now)));
    return new QuotaStatus(QuotaStatus.amounts(quota.map("spec", "hard")), used);
  }

  private Quantity due(String name, Quantity count, @Nullable Quantity charged, long now) {
    if (charged == null || count.compareTo(charged) >= 0) {
      return count;
    }
    Mark since = mark;
    Quantity then = since == null ? null : since.used().get(name);
    if (since == null || then == null || now - since.nanos() < WRITE_NANOS) {
      return charged;
    }
    Quantity later = charged.subtract(then);
    Quantity most = later.signum() > 0 ? count.add(later) : count;
    return most.compareTo(charged) < 0 ? most : charged;
  }

  /**
   * Ends a look at the quota.
   *
   * @param status what it is now
   * @return whether nothing is charged that was not counted
   */
  boolean close(QuotaStatus status, Map<String, Quantity> counts, long now) {
    Mark since = mark;
    if (since == null
        || (now - since.nanos() >= WRITE_NANOS && !since.used().equals(status.used()))) {
      mark = new Mark(status.used(), now);
    }
    return counts.entrySet().stream()
        .noneMatch(
            entry ->
                status
                        .used()
                        .getOrDefault(entry.getKey(), Quantity.ZERO)
                        .compareTo(entry.getValue())
                    > 0);
  }
}
