package io.binnacle.cacher;

import io.binnacle.api.cache.CacheWatch;
import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.cache.ResourceCache;
import io.binnacle.api.cache.Snapshot;
import io.binnacle.api.cache.WatchRequest;
import io.binnacle.api.cache.WatchRequest.Start;
import io.binnacle.api.metrics.Labels;
import io.binnacle.api.metrics.MetricSink;
import io.binnacle.api.object.GroupResource;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.storage.Storage;
import io.binnacle.api.translate.Translator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The watch cache of one resource type: a {@link Reflector} follows storage, a {@link WatchCache}
 * holds the state and its watchers, {@link FreshReads} gives reads the state they ask for.
 */
final class Cacher implements ResourceCache {
  private static final long ANSWER_SECONDS = 20;

  /**
   * What the caches of all types have in common.
   *
   * @param timer runs retries and looks after waiting readers
   */
  record Shared(
      Storage storage,
      StorageProgress progress,
      ScheduledExecutorService timer,
      WatchCache.Limits limits) {
    static Shared of(Storage storage, ScheduledExecutorService timer) {
      return new Shared(storage, new StorageProgress(storage), timer, WatchCache.Limits.USUAL);
    }
  }

  private final GroupResource resource;
  private final Labels labels;
  private final StorageProgress progress;
  private final ReadMetrics reads = new ReadMetrics();
  private final EventMetrics events = new EventMetrics();
  private final WatchCache cache;
  private final Reflector reflector;
  private final FreshReads freshReads;
  private final Consumer<Cacher> onClose;

  /**
   * @param onClose told once the cache has been closed
   */
  Cacher(
      GroupResource resource,
      String prefix,
      Translator translator,
      Shared shared,
      Consumer<Cacher> onClose) {
    this.onClose = onClose;
    this.resource = resource;
    this.labels = Labels.of("group", resource.group(), "resource", resource.resource());
    this.progress = shared.progress();
    StoreSnapshot nothing = StoreSnapshot.empty(prefix, reads);
    StoredObjects objects = new StoredObjects(nothing, translator);
    Storage storage = shared.storage();
    this.cache = new WatchCache(nothing, events, shared.limits());
    this.reflector =
        new Reflector(prefix, objects, storage, progress, shared.timer(), cache, events);
    PastStates past = new PastStates(prefix, objects, storage, shared.timer(), events);
    this.freshReads = new FreshReads(cache, reflector, past, progress, shared.timer(), reads);
  }

  /** Begins to read storage, and then follows it. */
  void startCaching() {
    reflector.start();
  }

  @Override
  public boolean isReady() {
    return cache.isReady();
  }

  @Override
  public @Nullable Snapshot snapshotNow(ReadFreshness freshness) {
    return freshReads.now(freshness);
  }

  @Override
  public CompletionStage<Snapshot> freshSnapshot(ReadFreshness freshness) {
    CompletableFuture<Snapshot> result = new CompletableFuture<>();
    freshReads
        .fresh(freshness)
        .whenComplete(
            (state, failure) -> {
              if (failure == null) {
                result.complete(state);
              } else {
                result.completeExceptionally(Failures.of(failure));
              }
            });
    return result;
  }

  @Override
  public Snapshot snapshot(ReadFreshness freshness) {
    StoreSnapshot state = freshReads.now(freshness);
    return state != null ? state : await(freshReads.fresh(freshness));
  }

  private static StoreSnapshot await(CompletableFuture<StoreSnapshot> read) {
    try {
      return read.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StatusException.serviceUnavailable("the server is stopping");
    } catch (ExecutionException | TimeoutException e) {
      throw Failures.of(e);
    }
  }

  @Override
  public CacheWatch watch(WatchRequest request) {
    if (request.start() == Start.INITIAL_EVENTS) {
      snapshot(
          request.fromRevision() == 0
              ? ReadFreshness.MOST_RECENT
              : ReadFreshness.notOlderThan(request.fromRevision()));
    } else if (!cache.isReady()) {
      snapshot(ReadFreshness.ANY);
    }
    return cache.register(request, this::bookmark);
  }

  @Override
  public Map<String, String> unreadable() {
    return cache.current().setAside();
  }

  private void bookmark(QueuedWatcher watcher) {
    if (reflector.newest() == null) {
      // For the next one; this one tells what is known.
      progress.ask();
    }
    cache.sendBookmark(watcher);
  }

  /** Tells all that is counted for this type. */
  void collect(MetricSink sink) {
    StoreSnapshot state = cache.current();
    sink.gauge(
        "apiserver_storage_objects",
        "Number of stored objects.",
        Labels.of("resource", resource.toString()),
        state.objects().size() + state.setAside().size());
    sink.gauge(
        "apiserver_watch_cache_resource_version",
        "Revision that the watch cache has come to.",
        labels,
        state.revision());
    sink.gauge(
        "watch_cache_capacity",
        "Number of changes that the watch cache has room for.",
        labels,
        cache.windowCapacity());
    sink.gauge(
        "apiserver_registered_watchers", "Watchers of the type.", labels, cache.watcherCount());
    sink.gauge(
        "binnacle_cacher_objects_set_aside",
        "Stored objects whose bytes can't be read.",
        labels,
        state.setAside().size());
    reads.collect(sink, labels);
    events.collect(sink, labels);
  }

  @Override
  public void close() {
    reflector.close();
    cache.close();
    onClose.accept(this);
  }
}
