package io.binnacle.controllers.internal;

import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.quota.QuotaMeter;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.schema.Quantity;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the status of quotas true: what they limit is taken over from their spec, and what is used
 * of them is counted again whenever something changes that they count. Admission charges before a
 * write, so that what it charged of late may be for objects that are not there yet; such charges
 * are not taken back, see {@link QuotaAccount}.
 */
final class QuotaController implements Controller {
  private static final String QUOTAS = "resourcequotas";

  private final Stores stores;
  private final Supplier<@Nullable QuotaMeter> meters;
  private final LongSupplier nanos;

  /** What is known of the quotas of each namespace, by uid; of the executor's thread. */
  private final Map<String, Map<String, QuotaAccount>> accounts = new HashMap<>();

  /**
   * @param meters gives what tells how objects count, null while nothing does
   * @param nanos a clock that only goes forward
   */
  QuotaController(Stores stores, Supplier<@Nullable QuotaMeter> meters, LongSupplier nanos) {
    this.stores = stores;
    this.meters = meters;
    this.nanos = nanos;
  }

  @Override
  public String name() {
    return "resourcequota";
  }

  @Override
  public Map<String, String> alsoWatches() {
    return Map.of(QUOTAS, "");
  }

  @Override
  public Set<String> follows(String namespace) {
    return accounts.getOrDefault(namespace, Map.of()).values().stream()
        .flatMap(account -> account.counted().stream())
        .collect(Collectors.toSet());
  }

  @Override
  public Set<String> affectedByNewTypes() {
    return Set.copyOf(accounts.keySet());
  }

  /** Pods that should be gone and are not cease to count at some time. */
  @Override
  public boolean looksRegularly() {
    return true;
  }

  @Override
  public Progress reconcile(String namespace) {
    Optional<ResourceStore> found = stores.find(QUOTAS);
    QuotaMeter meter = meters.get();
    if (found.isEmpty() || meter == null) {
      return Progress.DONE;
    }
    ResourceStore quotas = found.get();
    // A quota that is not there yet will call again; most namespaces never have one.
    if (quotas.cache().snapshot(ReadFreshness.ANY).list(namespace, "").isEmpty()) {
      accounts.remove(namespace);
      return Progress.DONE;
    }
    Collection<LocalObject> all =
        quotas.cache().snapshot(ReadFreshness.MOST_RECENT).list(namespace, "");
    Map<String, QuotaAccount> known = accounts.computeIfAbsent(namespace, n -> new HashMap<>());
    Set<String> uids = new HashSet<>();
    boolean settled = true;
    for (LocalObject stored : all) {
      uids.add(stored.uid());
      QuotaAccount account = known.computeIfAbsent(stored.uid(), uid -> new QuotaAccount());
      settled &= settle(quotas, meter, quotas.translator().toTree(stored), account);
    }
    known.keySet().retainAll(uids);
    return settled ? Progress.DONE : Progress.TRY_AGAIN;
  }

  /** Whether the status is true now; there may be charges that have to be waited for. */
  private boolean settle(
      ResourceStore quotas, QuotaMeter meter, Unstructured quota, QuotaAccount account) {
    long now = nanos.getAsLong();
    account.see(QuotaStatus.of(quota), now);
    Map<String, Quantity> counts = account.count(meter, quota, stores.namespaced());
    QuotaStatus status = QuotaStatus.of(quota);
    if (!account.due(quota, counts, now).equals(status)) {
      status = write(quotas, quota, account, counts, now);
    }
    return account.close(status, counts, now);
  }

  private static QuotaStatus write(
      ResourceStore quotas,
      Unstructured quota,
      QuotaAccount account,
      Map<String, Quantity> counts,
      long now) {
    RequestContext context =
        RequestContext.server(quotas.type().storageVersion())
            .managedBy(Furnisher.MANAGER)
            .onSubresource("status");
    try {
      return QuotaStatus.of(
          quotas
              .patch(
                  context,
                  quota.namespace(),
                  quota.name(),
                  current -> {
                    if (current == null || !current.uid().equals(quota.uid())) {
                      throw StatusException.notFound(quotas.type().resource(), quota.name());
                    }
                    account.due(current, counts, now).put(current);
                    return current;
                  })
              .object());
    } catch (StatusException e) {
      if (e.reason() == Reason.NOT_FOUND) {
        return QuotaStatus.of(quota);
      }
      throw e;
    }
  }
}
