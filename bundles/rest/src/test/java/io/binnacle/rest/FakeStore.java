package io.binnacle.rest;

import io.binnacle.api.cache.CacheWatch;
import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.cache.ResourceCache;
import io.binnacle.api.cache.Snapshot;
import io.binnacle.api.cache.WatchCacheEvent;
import io.binnacle.api.cache.WatchRequest;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.DeleteOptions;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.registry.WriteResult;
import io.binnacle.api.registry.WriteResult.Outcome;
import io.binnacle.api.selector.FieldSelector;
import io.binnacle.api.selector.LabelSelector;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.api.translate.Translator;
import io.binnacle.api.type.ResourceType;
import io.binnacle.schema.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;

/** A store and cache in a map, just true enough to put HTTP before it. */
final class FakeStore implements ResourceStore, ResourceCache {
  private final TreeMap<String, LocalObject> objects = new TreeMap<>();
  private final Map<Long, TreeMap<String, LocalObject>> history = new LinkedHashMap<>();
  final List<FakeWatch> watches = new ArrayList<>();
  private long revision = 10;

  /** Reads wait until it is counted down. */
  volatile CountDownLatch hold = new CountDownLatch(0);

  volatile int waiting;

  /** A watch with an unbounded queue. */
  final class FakeWatch implements CacheWatch {
    final WatchRequest request;
    private final Queue<WatchCacheEvent> queue = new ArrayDeque<>();
    private Runnable signal = () -> {};
    private boolean ended;

    FakeWatch(WatchRequest request) {
      this.request = request;
    }

    synchronized void send(WatchCacheEvent event) {
      queue.add(event);
      fire();
    }

    synchronized void end() {
      ended = true;
      fire();
    }

    private void fire() {
      Runnable once = signal;
      signal = () -> {};
      once.run();
    }

    @Override
    public synchronized WatchCacheEvent poll() {
      return queue.poll();
    }

    @Override
    public synchronized boolean isEnded() {
      return ended && queue.isEmpty();
    }

    @Override
    public synchronized void whenReady(Runnable wanted) {
      signal = wanted;
      if (ended || !queue.isEmpty()) {
        fire();
      }
    }

    @Override
    public void requestBookmark() {
      send(WatchCacheEvent.bookmark(revision, false));
    }

    @Override
    public void close() {
      synchronized (FakeStore.this) {
        watches.remove(this);
      }
    }
  }

  @Override
  public ResourceType type() {
    return TestType.PLAIN;
  }

  @Override
  public ResourceCache cache() {
    return this;
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
        if (object.name().equals("broken")) {
          throw new IllegalStateException("this one cannot be read");
        }
        return Unstructured.of(Json.parse(object.json()));
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

  private static String key(String namespace, String name) {
    return "/registry/configmaps/" + namespace + "/" + name;
  }

  private synchronized LocalObject put(String namespace, Unstructured body) {
    revision++;
    Unstructured object = Unstructured.create("v1", "ConfigMap");
    object.set(body.name(), "metadata", "name");
    object.set(namespace, "metadata", "namespace");
    object.set(UUID.randomUUID().toString(), "metadata", "uid");
    object.set(Long.toString(revision), "metadata", "resourceVersion");
    if (!body.labels().isEmpty()) {
      object.set(new LinkedHashMap<String, Object>(body.labels()), "metadata", "labels");
    }
    object.set(body.get("data"), "data");
    byte[] json = Json.write(object.content());
    String text = new String(json, StandardCharsets.ISO_8859_1);
    int start = text.indexOf("\"resourceVersion\":\"") + 19;
    LocalObject local =
        new LocalObject(
            key(namespace, body.name()),
            namespace,
            body.name(),
            object.uid(),
            revision,
            body.labels(),
            Map.of("metadata.name", body.name(), "metadata.namespace", namespace),
            json,
            start,
            start + Long.toString(revision).length());
    boolean known = objects.put(local.key(), local) != null;
    history.put(revision, new TreeMap<>(objects));
    emit(known ? WatchCacheEvent.Type.MODIFIED : WatchCacheEvent.Type.ADDED, local);
    return local;
  }

  private void emit(WatchCacheEvent.Type type, LocalObject object) {
    WatchCacheEvent event = WatchCacheEvent.change(type, object);
    List.copyOf(watches).forEach(watch -> watch.send(event));
  }

  private synchronized LocalObject find(String namespace, String name) {
    LocalObject object = objects.get(key(namespace, name));
    if (object == null) {
      throw StatusException.notFound(type().resource(), name);
    }
    return object;
  }

  @Override
  public Unstructured get(RequestContext context, String namespace, String name) {
    return translator().toTree(find(namespace, name));
  }

  @Override
  public WriteResult create(RequestContext context, String namespace, Unstructured body) {
    if (objects.containsKey(key(namespace, body.name()))) {
      throw StatusException.alreadyExists(type().resource(), body.name());
    }
    return new WriteResult(
        Unstructured.of(Json.parse(put(namespace, body).json())), Outcome.CREATED);
  }

  @Override
  public WriteResult update(
      RequestContext context, String namespace, String name, Unstructured body) {
    find(namespace, name);
    return new WriteResult(translator().toTree(put(namespace, body)), Outcome.UPDATED);
  }

  @Override
  public WriteResult patch(RequestContext context, String namespace, String name, Patch patch) {
    Unstructured patched = patch.apply(translator().toTree(find(namespace, name)));
    return new WriteResult(translator().toTree(put(namespace, patched)), Outcome.UPDATED);
  }

  @Override
  public synchronized WriteResult delete(
      RequestContext context, String namespace, String name, DeleteOptions options) {
    LocalObject gone = find(namespace, name);
    objects.remove(gone.key());
    revision++;
    history.put(revision, new TreeMap<>(objects));
    emit(WatchCacheEvent.Type.DELETED, gone.withRevision(revision));
    return new WriteResult(translator().toTree(gone), Outcome.DELETED);
  }

  @Override
  public List<Unstructured> deleteCollection(
      RequestContext context,
      String namespace,
      LabelSelector labels,
      FieldSelector fields,
      DeleteOptions options) {
    List<Unstructured> deleted = new ArrayList<>();
    for (LocalObject object : List.copyOf(objects.values())) {
      if (object.namespace().equals(namespace) && labels.matches(object.labels())) {
        deleted.add(delete(context, namespace, object.name(), options).object());
      }
    }
    return deleted;
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public Snapshot snapshot(ReadFreshness freshness) {
    waiting = hold.getCount() > 0 ? 1 : 0;
    try {
      hold.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return shown(freshness);
  }

  @Override
  public CompletionStage<Snapshot> freshSnapshot(ReadFreshness freshness) {
    return CompletableFuture.supplyAsync(() -> snapshot(freshness));
  }

  private synchronized Snapshot shown(ReadFreshness freshness) {
    boolean exact = freshness.mode() == ReadFreshness.Mode.EXACT;
    TreeMap<String, LocalObject> shown =
        exact ? history.get(freshness.revision()) : new TreeMap<>(objects);
    if (shown == null) {
      throw StatusException.expired("too old");
    }
    long at = exact ? freshness.revision() : revision;
    return new Snapshot() {
      @Override
      public long revision() {
        return at;
      }

      @Override
      public LocalObject get(String namespace, String name) {
        return shown.get(key(namespace, name));
      }

      @Override
      public Collection<LocalObject> list(String namespace, String afterKey) {
        return shown.tailMap(afterKey, false).values().stream()
            .filter(o -> namespace.isEmpty() || o.namespace().equals(namespace))
            .toList();
      }
    };
  }

  @Override
  public synchronized CacheWatch watch(WatchRequest request) {
    if (request.fromRevision() > 0 && request.fromRevision() < 10) {
      throw StatusException.expired("too old resource version: 1 (10)");
    }
    FakeWatch watch = new FakeWatch(request);
    if (request.start() != WatchRequest.Start.EVENTS) {
      objects
          .values()
          .forEach(o -> watch.send(WatchCacheEvent.change(WatchCacheEvent.Type.ADDED, o)));
    }
    watches.add(watch);
    return watch;
  }

  synchronized int openWatches() {
    return watches.size();
  }

  @Override
  public synchronized void close() {
    List.copyOf(watches).forEach(FakeWatch::end);
  }
}
