package io.binnacle.resources.core.internal.quota;

import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.status.StatusException;
import io.binnacle.resources.core.internal.amounts.Amounts;
import io.binnacle.resources.core.internal.quota.ChargeQueue.Charge;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Charges writes of one namespace to its quotas. A quota is written on condition that nobody else
 * has written it; what is charged to it is worked out anew where somebody has. Begins with what is
 * in memory; nothing is refused by that alone.
 */
final class Charging {
  /** How often somebody else may have written a quota first. */
  private static final int MOST_ROUNDS = 10;

  private final QuotaLedger ledger;
  private final ResourceStore store;
  private final String namespace;

  /** What is left to do: the charges, with the quotas that they are still to be charged to. */
  private Map<Charge, @Nullable Set<String>> open = new LinkedHashMap<>();

  private Charging(QuotaLedger ledger, ResourceStore store, String namespace) {
    this.ledger = ledger;
    this.store = store;
    this.namespace = namespace;
  }

  static void of(QuotaLedger ledger, ResourceStore store, List<Charge> charges) {
    Charging charging = new Charging(ledger, store, charges.get(0).check().namespace());
    charges.forEach(charge -> charging.open.put(charge, null));
    try {
      charging.run();
    } catch (StatusException e) {
      charging.open.keySet().forEach(charge -> charge.refuse(e));
    } catch (RuntimeException e) {
      StatusException failed = StatusException.internalError("resource quota evaluation failed");
      charging.open.keySet().forEach(charge -> charge.refuse(failed));
      throw e;
    }
  }

  private void run() {
    StatusException conflict = round(ReadFreshness.ANY);
    for (int i = 0; i < MOST_ROUNDS && !open.isEmpty(); i++) {
      conflict = round(ReadFreshness.MOST_RECENT);
    }
    if (conflict != null) {
      for (Charge charge : open.keySet()) {
        charge.refuse(conflict);
      }
    }
  }

  /** Returns what came in between, if anything did. */
  private @Nullable StatusException round(ReadFreshness freshness) {
    Map<String, Unstructured> quotas = new LinkedHashMap<>();
    Map<String, Amounts> used = new HashMap<>();
    for (Unstructured quota : ledger.read(store, namespace, freshness)) {
      quotas.put(quota.name(), quota);
      used.put(quota.name(), Amounts.of(quota.map("status", "used")));
    }
    Map<Charge, @Nullable Set<String>> again = new LinkedHashMap<>();
    Map<Charge, Set<String>> charged = new LinkedHashMap<>();
    Set<String> changed = new HashSet<>();
    open.forEach(
        (charge, only) -> {
          try {
            Set<String> touched = charge(charge.check(), only, quotas, used);
            if (!touched.isEmpty()) {
              charged.put(charge, touched);
              changed.addAll(touched);
            }
          } catch (StatusException e) {
            if (freshness.equals(ReadFreshness.ANY)) {
              again.put(charge, only);
            } else {
              charge.refuse(e);
            }
          }
        });
    StatusException conflict = null;
    Set<String> refused = new HashSet<>();
    for (String name : changed) {
      StatusException failure = write(quotas, used, name);
      if (failure != null) {
        conflict = failure;
        refused.add(name);
      }
    }
    charged.forEach(
        (charge, touched) -> {
          Set<String> left = new HashSet<>(touched);
          left.retainAll(refused);
          if (!left.isEmpty()) {
            again.put(charge, left);
          }
        });
    open = again;
    return conflict;
  }

  /** Adds a charge to what is used, of all quotas or of none; returns the quotas concerned. */
  private static Set<String> charge(
      QuotaCheck check,
      @Nullable Set<String> only,
      Map<String, Unstructured> quotas,
      Map<String, Amounts> used) {
    Map<String, Amounts> after = new HashMap<>();
    quotas.forEach(
        (name, quota) -> {
          if (only == null || only.contains(name)) {
            Amounts before = used.getOrDefault(name, Amounts.NONE);
            Amounts added = check.added(quota, before);
            if (!added.isEmpty()) {
              after.put(name, before.plus(added));
            }
          }
        });
    if (check.isDryRun()) {
      return Set.of();
    }
    used.putAll(after);
    return after.keySet();
  }

  private @Nullable StatusException write(
      Map<String, Unstructured> quotas, Map<String, Amounts> used, String name) {
    Unstructured quota = quotas.getOrDefault(name, new Unstructured(Map.of())).deepCopy();
    quota.set(used.getOrDefault(name, Amounts.NONE).texts(), "status", "used");
    return ledger.write(store, quota);
  }
}
