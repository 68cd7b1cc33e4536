package io.binnacle.auth.testing;

import io.binnacle.api.cache.CacheWatch;
import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.cache.ResourceCache;
import io.binnacle.api.cache.Snapshot;
import io.binnacle.api.cache.WatchCacheEvent;
import io.binnacle.api.cache.WatchRequest;
import io.binnacle.api.object.GroupResource;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.DeleteOptions;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.registry.WriteResult;
import io.binnacle.api.selector.FieldSelector;
import io.binnacle.api.selector.LabelSelector;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.api.translate.Translator;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.TypeVersion;
import io.binnacle.schema.json.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One type, kept in memory: enough of a store for those who follow it and write to it. */
public final class MemoryStore implements ResourceStore, ResourceCache, Translator {
  private final GroupResource resource;
  private final String kind;
  private final Map<String, Unstructured> objects = new TreeMap<>();
  private final Map<LocalObject, Unstructured> trees = new ConcurrentHashMap<>();
  private final List<MemoryWatch> watches = new ArrayList<>();
  private volatile Predicate<Unstructured> mayCreate = object -> true;
  private volatile boolean ready = true;
  private long revision;
  private int writes;

  public MemoryStore(String kind) {
    this.kind = kind;
    this.resource =
        new GroupResource(
            "rbac.authorization.k8s.io", kind.toLowerCase(java.util.Locale.ROOT) + "s");
  }

  /** Creates that do not pass fail as those in a missing namespace do. */
  public void allowCreate(Predicate<Unstructured> which) {
    mayCreate = which;
  }

  public void setReady(boolean now) {
    ready = now;
  }

  public synchronized int writes() {
    return writes;
  }

  public synchronized void endWatches() {
    watches.forEach(watch -> watch.end());
    watches.clear();
  }

  @Override
  public synchronized Unstructured get(RequestContext context, String namespace, String name) {
    Unstructured found = objects.get(namespace + "/" + name);
    if (found == null) {
      throw StatusException.notFound(resource, name);
    }
    return found.deepCopy();
  }

  @Override
  public synchronized WriteResult create(
      RequestContext context, String namespace, Unstructured body) {
    if (!mayCreate.test(body)) {
      throw StatusException.notFound(new GroupResource("", "namespaces"), namespace);
    }
    if (objects.containsKey(namespace + "/" + body.name())) {
      throw StatusException.alreadyExists(resource, body.name());
    }
    put(namespace, body, WatchCacheEvent.Type.ADDED);
    return new WriteResult(body, WriteResult.Outcome.CREATED);
  }

  @Override
  public synchronized WriteResult update(
      RequestContext context, String namespace, String name, Unstructured body) {
    get(context, namespace, name);
    put(namespace, body, WatchCacheEvent.Type.MODIFIED);
    return new WriteResult(body, WriteResult.Outcome.UPDATED);
  }

  @Override
  public synchronized WriteResult delete(
      RequestContext context, String namespace, String name, DeleteOptions options) {
    Unstructured before = get(context, namespace, name);
    objects.remove(namespace + "/" + name);
    tell(WatchCacheEvent.change(WatchCacheEvent.Type.DELETED, local(before)));
    return new WriteResult(before, WriteResult.Outcome.DELETED);
  }

  private void put(String namespace, Unstructured body, WatchCacheEvent.Type type) {
    writes++;
    revision++;
    objects.put(namespace + "/" + body.name(), body.deepCopy());
    tell(WatchCacheEvent.change(type, local(body)));
  }

  private void tell(WatchCacheEvent event) {
    watches.forEach(watch -> watch.add(event));
  }

  private LocalObject local(Unstructured object) {
    LocalObject local =
        new LocalObject(
            object.namespace() + "/" + object.name(),
            object.namespace(),
            object.name(),
            "",
            revision,
            Map.of(),
            Map.of("spec.nodeName", object.string("spec", "nodeName")),
            Json.write(object.content()),
            0,
            1);
    trees.put(local, object.deepCopy());
    return local;
  }

  @Override
  public boolean isReady() {
    return ready;
  }

  @Override
  public synchronized Snapshot snapshot(ReadFreshness freshness) {
    if (!ready) {
      throw StatusException.tooManyRequests("not ready", 1);
    }
    Map<String, LocalObject> all = new TreeMap<>();
    objects.forEach((key, object) -> all.put(key, local(object)));
    long now = revision;
    return new Snapshot() {
      @Override
      public long revision() {
        return now;
      }

      @Override
      public @Nullable LocalObject get(String namespace, String name) {
        return all.get(namespace + "/" + name);
      }

      @Override
      public Collection<LocalObject> list(String namespace, String afterKey) {
        return all.values().stream()
            .filter(o -> namespace.isEmpty() || o.namespace().equals(namespace))
            .toList();
      }
    };
  }

  @Override
  public synchronized CacheWatch watch(WatchRequest request) {
    MemoryWatch watch = new MemoryWatch();
    objects
        .values()
        .forEach(o -> watch.add(WatchCacheEvent.change(WatchCacheEvent.Type.ADDED, local(o))));
    watch.add(WatchCacheEvent.bookmark(revision, true));
    watches.add(watch);
    return watch;
  }

  private static final class MemoryWatch implements CacheWatch {
    private final Queue<WatchCacheEvent> events = new ArrayDeque<>();
    private @Nullable Runnable signal;
    private boolean ended;

    synchronized void add(WatchCacheEvent event) {
      events.add(event);
      fire();
    }

    synchronized void end() {
      ended = true;
      fire();
    }

    private void fire() {
      if (signal != null) {
        Runnable now = signal;
        signal = null;
        now.run();
      }
    }

    @Override
    public synchronized @Nullable WatchCacheEvent poll() {
      return events.poll();
    }

    @Override
    public synchronized boolean isEnded() {
      return ended && events.isEmpty();
    }

    @Override
    public synchronized void whenReady(Runnable wanted) {
      signal = wanted;
      if (ended || !events.isEmpty()) {
        fire();
      }
    }

    @Override
    public void requestBookmark() {}

    @Override
    public synchronized void close() {
      events.clear();
      ended = true;
    }
  }

  @Override
  public ResourceType type() {
    return new ResourceType() {
      @Override
      public GroupResource resource() {
        return resource;
      }

      @Override
      public String kind() {
        return kind;
      }

      @Override
      public boolean isNamespaced() {
        return !kind.startsWith("Cluster");
      }

      @Override
      public List<TypeVersion> versions() {
        return List.of();
      }
    };
  }

  @Override
  public ResourceCache cache() {
    return this;
  }

  @Override
  public Translator translator() {
    return this;
  }

  @Override
  public Unstructured toTree(byte[] stored, long revision) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Unstructured toTree(LocalObject object) {
    return trees.get(object).deepCopy();
  }

  @Override
  public Unstructured toVersion(Unstructured object, String version) {
    return object;
  }

  @Override
  public Unstructured toStorageVersion(Unstructured object) {
    return object;
  }

  @Override
  public LocalObject toLocal(String key, byte[] stored, long at) {
    throw new UnsupportedOperationException();
  }

  @Override
  public byte[] toStored(Unstructured object) {
    throw new UnsupportedOperationException();
  }

  @Override
  public WriteResult patch(RequestContext context, String namespace, String name, Patch patch) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Unstructured> deleteCollection(
      RequestContext context,
      String namespace,
      LabelSelector labels,
      FieldSelector fields,
      DeleteOptions options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
