package io.binnacle.resources.core.internal.quota;

import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.resources.core.internal.admission.ParsedObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The quotas of namespaces, with what is used of them as it was written here last, which the cache
 * may not have seen yet. Thread-safe.
 */
final class QuotaLedger {
  private static final int MOST = 1000;

  private final ParsedObjects parsed = new ParsedObjects();

  /** What was written here last, by storage key. */
  private final Map<String, Unstructured> written = new ConcurrentHashMap<>();

  /** Trees that are not to be changed. */
  List<Unstructured> read(ResourceStore store, String namespace, ReadFreshness freshness) {
    List<Unstructured> quotas = new ArrayList<>();
    for (LocalObject stored : store.cache().snapshot(freshness).list(namespace, "")) {
      Unstructured ours = written.get(key(namespace, stored.name()));
      if (ours != null && revision(ours) > stored.revision()) {
        quotas.add(ours);
      } else {
        quotas.add(parsed.tree(store, stored));
      }
    }
    return quotas;
  }

  private static String key(String namespace, String name) {
    return namespace + "/" + name;
  }

  private static long revision(Unstructured quota) {
    return Long.parseLong(quota.resourceVersion());
  }

  /**
   * Writes the status of a quota.
   *
   * @return null if that is done or the quota is gone; what is in the way otherwise, if it may not
   *     be the next time
   */
  @Nullable StatusException write(ResourceStore store, Unstructured quota) {
    String key = key(quota.namespace(), quota.name());
    RequestContext context =
        RequestContext.server(store.type().storageVersion()).onSubresource("status");
    try {
      Unstructured now =
          store.update(context, quota.namespace(), quota.name(), quota).object().deepCopy();
      if (written.size() >= MOST) {
        written.clear();
      }
      written.put(key, now);
      return null;
    } catch (StatusException e) {
      written.remove(key);
      if (e.reason() == Reason.NOT_FOUND) {
        return null;
      }
      if (e.reason() == Reason.CONFLICT) {
        return e;
      }
      throw e;
    }
  }
}
