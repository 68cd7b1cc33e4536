package io.binnacle.cacher;

import io.binnacle.api.cache.Snapshot;
import io.binnacle.api.selector.FieldSelector;
import io.binnacle.api.selector.LabelSelector;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.storage.RangeRequest;
import io.binnacle.api.translate.LocalObject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a type as of a revision, and beside them the keys of those whose stored bytes
 * can't be read.
 *
 * @param prefix the type's storage prefix
 * @param revision the revision shown
 * @param objects the objects by key
 * @param setAside what is wrong with those set aside, by key; mostly empty
 * @param reads counts reads
 */
record StoreSnapshot(
    String prefix,
    long revision,
    ObjectTree objects,
    Map<String, String> setAside,
    ReadMetrics reads)
    implements Snapshot {
  static StoreSnapshot empty(String prefix, ReadMetrics reads) {
    return new StoreSnapshot(prefix, 0, ObjectTree.EMPTY, Map.of(), reads);
  }

  /** As it is after a change of one key. */
  StoreSnapshot after(StoredChange change) {
    LocalObject object = change.object();
    ObjectTree next = object == null ? objects.without(change.key()) : objects.with(object);
    Map<String, String> aside = setAside;
    String unreadable = change.unreadable();
    if (unreadable != null || !aside.isEmpty() && aside.containsKey(change.key())) {
      Map<String, String> changed = new HashMap<>(aside);
      changed.remove(change.key());
      if (unreadable != null) {
        changed.put(change.key(), unreadable);
      }
      aside = Map.copyOf(changed);
    }
    return new StoreSnapshot(prefix, change.revision(), next, aside, reads);
  }

  StoreSnapshot at(long newRevision) {
    return newRevision == revision
        ? this
        : new StoreSnapshot(prefix, newRevision, objects, setAside, reads);
  }

  @Override
  public @Nullable LocalObject get(String namespace, String name) {
    String key = key(namespace, name);
    LocalObject found = objects.get(key);
    if (found == null && !setAside.isEmpty() && setAside.containsKey(key)) {
      throw StatusException.internalError(
          "the stored bytes of " + key + " can't be read: " + setAside.get(key));
    }
    return found;
  }

  private String key(String namespace, String name) {
    return namespace.isEmpty() ? prefix + name : prefix + namespace + "/" + name;
  }

  @Override
  public Collection<LocalObject> list(String namespace, String afterKey) {
    return range(namespace, afterKey, true);
  }

  private Collection<LocalObject> range(String namespace, String afterKey, boolean all) {
    LongConsumer counter =
        reads.list(namespace.isEmpty() ? ReadMetrics.Way.ALL : ReadMetrics.Way.NAMESPACE, all);
    if (namespace.isEmpty() && afterKey.isEmpty()) {
      return new ObjectRange(objects, 0, objects.size(), counter);
    }
    String start = namespace.isEmpty() ? prefix : prefix + namespace + "/";
    int from = objects.rank(start);
    if (afterKey.compareTo(start) >= 0) {
      from = Math.max(from, objects.rank(afterKey + '\0'));
    }
    int end = objects.rank(RangeRequest.prefixEnd(start));
    return new ObjectRange(objects, from, end - from, counter);
  }

  @Override
  public Iterable<LocalObject> select(
      String namespace, String afterKey, LabelSelector labels, FieldSelector fields) {
    boolean all = labels.isEverything() && fields.isEverything();
    Collection<LocalObject> named = named(namespace, afterKey, fields);
    Collection<LocalObject> found = named != null ? named : range(namespace, afterKey, all);
    WatchFilter filter = new WatchFilter("", labels, fields);
    return all ? found : () -> new Selected(found.iterator(), filter, reads);
  }

  /** At most one object where the selector names it, null where it names none. */
  private @Nullable Collection<LocalObject> named(
      String namespace, String afterKey, FieldSelector fields) {
    String name = WatchFilter.exactly(fields, WatchFilter.NAME);
    if (name == null || name.isEmpty()) {
      return null;
    }
    String key = key(namespace, name);
    LocalObject found = objects.get(key);
    if (found != null || !namespace.isEmpty()) {
      reads.list(ReadMetrics.Way.NAME, false).accept(found == null ? 0 : 1);
    }
    if (found == null) {
      // Without a namespace it may be in any, unless the type has none and the key is all of it.
      return namespace.isEmpty() ? null : List.of();
    }
    return key.compareTo(afterKey) > 0 ? List.of(found) : List.of();
  }
}
