package io.binnacle.cacher;

import io.binnacle.api.cache.Snapshot;
import io.binnacle.api.storage.RangeRequest;
import io.binnacle.api.translate.LocalObject;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * A root of the persistent map from storage key to object, with the revision that it shows. Making
 * the next one shares all but a path of nodes, so readers keep theirs for as long as they like.
 */
record StoreSnapshot(String prefix, long revision, TreePMap<String, LocalObject> objects)
    implements Snapshot {
  static StoreSnapshot empty(String prefix) {
    return new StoreSnapshot(prefix, 0, TreePMap.empty());
  }

  StoreSnapshot with(long newRevision, LocalObject object) {
    return new StoreSnapshot(prefix, newRevision, objects.plus(object.key(), object));
  }

  StoreSnapshot without(long newRevision, String key) {
    return new StoreSnapshot(prefix, newRevision, objects.minus(key));
  }

  StoreSnapshot at(long newRevision) {
    return new StoreSnapshot(prefix, newRevision, objects);
  }

  @Override
  public @Nullable LocalObject get(String namespace, String name) {
    return objects.get(prefix + (namespace.isEmpty() ? "" : namespace + "/") + name);
  }

  @Override
  public Collection<LocalObject> list(String namespace, String afterKey) {
    if (namespace.isEmpty() && afterKey.isEmpty()) {
      return objects.values();
    }
    String start = namespace.isEmpty() ? prefix : prefix + namespace + "/";
    String end = RangeRequest.prefixEnd(start);
    boolean resumed = afterKey.compareTo(start) >= 0;
    if (resumed && afterKey.compareTo(end) >= 0) {
      return java.util.List.of();
    }
    return objects.subMap(resumed ? afterKey : start, !resumed, end, false).values();
  }
}
