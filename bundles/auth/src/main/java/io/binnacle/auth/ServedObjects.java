package io.binnacle.auth;

import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.cache.Snapshot;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.selector.FieldSelector;
import io.binnacle.api.selector.LabelSelector;
import io.binnacle.api.translate.LocalObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Objects of some types, as the caches have them. Objects of a type that is not served are not
 * there. Thread-safe.
 */
public final class ServedObjects {
  private static final Logger LOG = LoggerFactory.getLogger(ServedObjects.class);
  private static final long FRESH_MILLIS = 2000;

  private final Map<String, ResourceStore> stores = new ConcurrentHashMap<>();

  public void add(ResourceStore store) {
    stores.put(store.type().resource().resource(), store);
  }

  public void remove(ResourceStore store) {
    stores.remove(store.type().resource().resource(), store);
  }

  /** The objects in memory that a selector passes, {@code namespace} "" for all. */
  public Iterable<LocalObject> select(String resource, String namespace, FieldSelector fields) {
    ResourceStore store = stores.get(resource);
    return store == null
        ? List.of()
        : snapshot(store).select(namespace, "", LabelSelector.EVERYTHING, fields);
  }

  private static Snapshot snapshot(ResourceStore store) {
    Snapshot now = store.cache().snapshotNow(ReadFreshness.ANY);
    return now == null ? store.cache().snapshot(ReadFreshness.ANY) : now;
  }

  /** The object as it is in memory; null if it is not there. */
  public @Nullable LocalObject find(String resource, String namespace, String name) {
    ResourceStore store = stores.get(resource);
    return store == null ? null : snapshot(store).get(namespace, name);
  }

  /** The object as storage has it now; null if it is not there or can't be told in time. */
  public @Nullable LocalObject findFresh(String resource, String namespace, String name) {
    ResourceStore store = stores.get(resource);
    if (store == null) {
      return null;
    }
    try {
      return store
          .cache()
          .freshSnapshot(ReadFreshness.MOST_RECENT)
          .toCompletableFuture()
          .get(FRESH_MILLIS, TimeUnit.MILLISECONDS)
          .get(namespace, name);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("{} {}/{} can't be read now", resource, namespace, name, e);
      return null;
    }
  }

  public Unstructured tree(String resource, LocalObject object) {
    ResourceStore store = stores.get(resource);
    if (store == null) {
      throw new IllegalStateException(resource + " are no longer served");
    }
    return store.translator().toTree(object);
  }
}
