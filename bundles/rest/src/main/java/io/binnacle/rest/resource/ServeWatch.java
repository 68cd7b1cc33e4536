package io.binnacle.rest.resource;

import io.binnacle.api.cache.CacheWatch;
import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.cache.WatchRequest;
import io.binnacle.api.cache.WatchRequest.Start;
import io.binnacle.api.metrics.Histogram;
import io.binnacle.api.object.GroupResource;
import io.binnacle.api.selector.FieldSelector;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import io.binnacle.rest.answer.Exchange;
import io.binnacle.rest.metrics.WatchMetrics;
import io.binnacle.rest.request.ListOptions;
import io.binnacle.rest.request.Negotiation;
import io.binnacle.rest.request.OutputFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Answers a watch: registers a watcher and opens a {@link WatchStream} or a {@link WatchSocket} for
 * it.
 */
public final class ServeWatch {
  private static final long MIN_SECONDS = 1800;
  private static final long BOOKMARK_EVERY = TimeUnit.SECONDS.toNanos(50);

  private final OpenWatches open;
  private final Executor executor;
  private final WatchMetrics metrics;

  /**
   * @param executor encodes and writes events; must not run them on the calling thread
   */
  public ServeWatch(OpenWatches open, Executor executor, WatchMetrics metrics) {
    this.open = open;
    this.executor = executor;
    this.metrics = metrics;
  }

  /**
   * @param name only this object, "" for all
   */
  void serveWatch(Exchange exchange, ServedResource resource, String namespace, String name) {
    OutputFormat best = exchange.negotiation().forObjects(true, resource.hasProtobuf());
    ListOptions options = ListOptions.of(exchange.query(), resource.type(), true);
    ReadFreshness first = freshnessToBeginWith(options);
    OutputFormat format = Negotiation.streamed(best);
    ObjectForm form = ObjectForm.of(resource, format, exchange.query().first("includeObject"));
    if (first == null) {
      open(
          exchange,
          resource,
          request(options, options.watchRevision(), namespace, name),
          options,
          form);
      return;
    }
    FreshRead.of(
        exchange,
        resource.store().cache(),
        first,
        snapshot -> {
          // Events only, from now on: now is the snapshot's revision.
          boolean fromNow = Boolean.FALSE.equals(options.sendInitialEvents());
          long revision = fromNow ? snapshot.revision() : 0;
          open(exchange, resource, request(options, revision, namespace, name), options, form);
        },
        exchange::fail);
  }

  /** What the cache must have seen before the watch begins; null if that does not matter. */
  private static @Nullable ReadFreshness freshnessToBeginWith(ListOptions options) {
    long revision = options.watchRevision();
    Boolean initial = options.sendInitialEvents();
    if (initial != null && initial) {
      return revision > 0 ? ReadFreshness.notOlderThan(revision) : ReadFreshness.MOST_RECENT;
    }
    boolean fromNow = revision == 0 && (initial != null || options.resourceVersion().isEmpty());
    return fromNow ? ReadFreshness.MOST_RECENT : null;
  }

  private static WatchRequest request(
      ListOptions options, long revision, String namespace, String name) {
    Boolean initial = options.sendInitialEvents();
    Start start =
        initial != null && initial
            ? Start.INITIAL_EVENTS
            : initial == null && revision == 0 ? Start.SYNTHETIC_ADDED : Start.EVENTS;
    FieldSelector fields = options.fields();
    if (!name.isEmpty()) {
      List<FieldSelector.Term> terms = new ArrayList<>(fields.terms());
      terms.add(new FieldSelector.Term("metadata.name", name, true));
      fields = new FieldSelector(terms);
    }
    return new WatchRequest(
        namespace, options.labels(), fields, revision, start, options.bookmarks());
  }

  private void open(
      Exchange exchange,
      ServedResource resource,
      WatchRequest request,
      ListOptions options,
      ObjectForm form) {
    boolean socket = WatchSocket.isAskedFor(exchange);
    CacheWatch watch;
    try {
      watch = resource.store().cache().watch(request);
    } catch (StatusException e) {
      if (e.reason() != Reason.EXPIRED && e.reason() != Reason.GONE) {
        throw e;
      }
      // By then the original has answered 200, and tells by an event.
      if (!socket) {
        exchange.raw(200, form.streamType(), form.event("ERROR", form.status(e)), false);
        return;
      }
      watch = new RefusedWatch(e);
    }
    EventEncoder encoder = new EventEncoder(resource, form, sizes(resource));
    WatchClock clock = clock(options);
    if (socket) {
      WatchSocket.start(exchange, watch, encoder, open, clock);
    } else {
      WatchBurst burst = WatchBurst.of(exchange.request(), executor);
      new WatchStream(exchange, watch, encoder, open, burst, clock).start();
    }
  }

  private static WatchClock clock(ListOptions options) {
    long seconds =
        options.timeoutSeconds() != 0
            ? options.timeoutSeconds()
            : ThreadLocalRandom.current().nextLong(MIN_SECONDS, 2 * MIN_SECONDS);
    return new WatchClock(
        System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds),
        options.bookmarks() ? BOOKMARK_EVERY : 0);
  }

  private Histogram sizes(ServedResource resource) {
    GroupResource type = resource.type().resource();
    return metrics.sizes(type.group(), resource.version().name(), type.resource());
  }
}
