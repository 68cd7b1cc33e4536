package io.binnacle.controllers.internal;

import io.binnacle.api.cache.ResourceCache;
import io.binnacle.api.cache.WatchCacheEvent;
import io.binnacle.api.object.GroupResource;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.DeleteOptions;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.registry.WriteResult;
import io.binnacle.api.registry.WriteResult.Outcome;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.selector.FieldSelector;
import io.binnacle.api.selector.LabelSelector;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.api.translate.Translator;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.TypeVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A store with the little meaning that controllers need: finalizers, conflicts, finalize. */
public final class MemoryStore implements ResourceStore {
  private static final AtomicLong REVISION = new AtomicLong();

  private final GroupResource resource;
  private final String kind;
  private final boolean namespaced;
  private final Map<String, Unstructured> objects = new TreeMap<>();
  private final Map<Long, Unstructured> byRevision = new HashMap<>();
  public final MemoryCache cache = new MemoryCache(this);
  final List<String> writes = new ArrayList<>();
  volatile @Nullable StatusException failure;

  public MemoryStore(String resource, String kind, boolean namespaced) {
    this.resource = new GroupResource("", resource);
    this.kind = kind;
    this.namespaced = namespaced;
  }

  private static String key(String namespace, String name) {
    return namespace + "/" + name;
  }

  public synchronized Map<String, Unstructured> objects() {
    Map<String, Unstructured> copy = new LinkedHashMap<>();
    objects.forEach((key, object) -> copy.put(key, object.deepCopy()));
    return copy;
  }

  public synchronized void put(Unstructured object) {
    String key = key(object.namespace(), object.name());
    boolean isNew = !objects.containsKey(key);
    long revision = REVISION.incrementAndGet();
    object.set(Long.toString(revision), "metadata", "resourceVersion");
    objects.put(key, object.deepCopy());
    byRevision.put(revision, object.deepCopy());
    cache.send(isNew ? WatchCacheEvent.Type.ADDED : WatchCacheEvent.Type.MODIFIED, local(object));
  }

  private void drop(Unstructured object) {
    objects.remove(key(object.namespace(), object.name()));
    long revision = REVISION.incrementAndGet();
    byRevision.put(revision, object.deepCopy());
    cache.send(WatchCacheEvent.Type.DELETED, local(object).withRevision(revision));
  }

  private void settle(Unstructured object) {
    boolean held = !object.finalizers().isEmpty() || !object.list("spec", "finalizers").isEmpty();
    if (object.isBeingDeleted() && !held) {
      drop(object);
    } else {
      put(object);
    }
  }

  @Override
  public synchronized Unstructured get(RequestContext context, String namespace, String name) {
    Unstructured found = objects.get(key(namespace, name));
    if (found == null) {
      throw StatusException.notFound(resource, name);
    }
    return found.deepCopy();
  }

  @Override
  public synchronized WriteResult create(
      RequestContext context, String namespace, Unstructured body) {
    failIfAsked();
    if (namespaced) {
      body.set(namespace, "metadata", "namespace");
    }
    if (objects.containsKey(key(namespace, body.name()))) {
      throw StatusException.alreadyExists(resource, body.name());
    }
    writes.add("create " + key(namespace, body.name()));
    put(body);
    return new WriteResult(body, Outcome.CREATED);
  }

  @Override
  public synchronized WriteResult update(
      RequestContext context, String namespace, String name, Unstructured body) {
    failIfAsked();
    Unstructured before = get(context, namespace, name);
    if (!body.resourceVersion().equals(before.resourceVersion())) {
      throw StatusException.conflict(resource, name, "the object has been modified");
    }
    writes.add("update " + key(namespace, name) + " " + context.subresource());
    settle(body);
    return new WriteResult(body, Outcome.UPDATED);
  }

  @Override
  public synchronized WriteResult delete(
      RequestContext context, String namespace, String name, DeleteOptions options) {
    Unstructured object = get(context, namespace, name);
    object.setDefault("2026-01-01T00:00:00Z", "metadata", "deletionTimestamp");
    writes.add("delete " + key(namespace, name));
    settle(object);
    return new WriteResult(object, Outcome.DELETED);
  }

  @Override
  public synchronized List<Unstructured> deleteCollection(
      RequestContext context,
      String namespace,
      LabelSelector labels,
      FieldSelector fields,
      DeleteOptions options) {
    failIfAsked();
    List<Unstructured> matching =
        objects().values().stream().filter(o -> o.namespace().equals(namespace)).toList();
    matching.forEach(object -> delete(context, namespace, object.name(), options));
    return matching;
  }

  private void failIfAsked() {
    StatusException asked = failure;
    if (asked != null) {
      throw asked;
    }
  }

  @Override
  public WriteResult patch(RequestContext context, String namespace, String name, Patch patch) {
    throw new UnsupportedOperationException();
  }

  private synchronized Unstructured tree(long revision) {
    return Objects.requireNonNull(byRevision.get(revision)).deepCopy();
  }

  synchronized List<LocalObject> locals() {
    return objects.values().stream().map(MemoryStore::local).toList();
  }

  static LocalObject local(Unstructured object) {
    long revision = Long.parseLong(object.resourceVersion());
    return new LocalObject(
        key(object.namespace(), object.name()),
        object.namespace(),
        object.name(),
        "",
        revision,
        object.labels(),
        Map.of("metadata.name", object.name(), "metadata.namespace", object.namespace()),
        new byte[] {'1'},
        0,
        1);
  }

  @Override
  public ResourceCache cache() {
    return cache;
  }

  @Override
  public Translator translator() {
    return new Translator() {
      @Override
      public Unstructured toTree(byte[] stored, long revision) {
        throw new UnsupportedOperationException();
      }

      @Override
      public LocalObject toLocal(String key, byte[] stored, long revision) {
        throw new UnsupportedOperationException();
      }

      @Override
      public byte[] toStored(Unstructured object) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Unstructured toTree(LocalObject object) {
        return tree(object.revision());
      }

      @Override
      public Unstructured toVersion(Unstructured object, String version) {
        return object;
      }

      @Override
      public Unstructured toStorageVersion(Unstructured object) {
        return object;
      }
    };
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
        return namespaced;
      }

      @Override
      public List<TypeVersion> versions() {
        return List.of(TypeVersion.stored("v1", new StructType(kind, false, List::of), List.of()));
      }
    };
  }
}
