package io.binnacle.registry;

import io.binnacle.api.cache.CacheWatch;
import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.cache.ResourceCache;
import io.binnacle.api.cache.Snapshot;
import io.binnacle.api.cache.WatchRequest;
import io.binnacle.api.object.GroupResource;
import io.binnacle.api.status.StatusException;

/** The cache of a type that is not stored. */
record NoCache(GroupResource resource) implements ResourceCache {
  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public Snapshot snapshot(ReadFreshness freshness) {
    throw StatusException.methodNotSupported(resource, "list");
  }

  @Override
  public CacheWatch watch(WatchRequest request) {
    throw StatusException.methodNotSupported(resource, "watch");
  }

  @Override
  public void close() {}
}
