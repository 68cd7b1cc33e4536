package io.binnacle.storage.etcd;

import io.etcd.jetcd.api.Event;
import io.grpc.Status;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one flow of all changes, in order, each once, across members and connections: it goes on
 * behind the last revision seen, wherever that is.
 *
 * <p>How far it has come is known in one of two ways. From members whose answers to progress
 * requests can be believed ({@link ServerVersion#tellsProgress}) it takes the callers' keys, and
 * asks where they stand still while the store's revision moves. From older ones it takes every key
 * of the store: then each revision has an event and none needs to be asked for.
 *
 * <p>Lives on the watch thread.
 */
final class Flow implements WatchStream.Receiver {
  private static final Logger LOG = LoggerFactory.getLogger(Flow.class);
  private static final long UNKNOWN = -1;
  private static final long FIRST_ASK_MILLIS = 5;
  private static final long ASK_MILLIS = 100;
  private static final long LASTING_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final EventLoop loop;
  private final Endpoints endpoints;
  private final Messages messages;
  private final Revisions revisions;
  private final Watches watches;
  private final EventWindow window = new EventWindow();
  private final Reconnect reconnect;
  private @Nullable WatchStream stream;
  private volatile String trouble = "";
  private volatile long troubleSince;
  private long position = UNKNOWN;
  private long target;
  private long targetSince;
  private boolean beginning;
  private boolean asking;
  private boolean untold;
  private boolean closed;

  Flow(
      EventLoop loop,
      Endpoints endpoints,
      Messages messages,
      Revisions revisions,
      Watches watches) {
    this.loop = loop;
    this.endpoints = endpoints;
    this.messages = messages;
    this.revisions = revisions;
    this.watches = watches;
    this.reconnect = new Reconnect(loop);
  }

  boolean isAtKnownRevision() {
    return position != UNKNOWN;
  }

  /** Everything up to this revision has been handed out. */
  long position() {
    return position;
  }

  EventWindow window() {
    return window;
  }

  /** Why changes have not arrived for a while, empty if they do. Any thread. */
  String trouble() {
    boolean lasting = System.nanoTime() - troubleSince > LASTING_NANOS;
    return lasting ? trouble : "";
  }

  private void trouble(String text) {
    if (trouble.isEmpty()) {
      troubleSince = System.nanoTime();
    }
    trouble = text;
  }

  /** Starts behind {@code wish} if that is not long ago, else where the store is now. */
  void begin(long wish) {
    if (beginning || closed) {
      return;
    }
    beginning = true;
    revisions.current().whenComplete((now, failure) -> run(() -> beganAt(now, failure, wish)));
  }

  private void beganAt(@Nullable Long now, @Nullable Throwable failure, long wish) {
    beginning = false;
    if (closed) {
      return;
    }
    if (failure != null || now == null) {
      trouble("watches can't begin: " + (failure == null ? "" : failure.getMessage()));
      reconnect.later(() -> begin(wish));
      return;
    }
    boolean near = wish <= now && now - wish <= EventWindow.MOST_EVENTS;
    position = near ? Math.max(0, wish) : now;
    window.reset(position);
    connect();
    watches.flowBegan();
  }

  private void connect() {
    if (closed || position == UNKNOWN) {
      return;
    }
    targetSince = System.nanoTime();
    stream = new WatchStream(endpoints.current(), this::scope, position + 1, this);
    stream.start();
  }

  private Scope scope(ServerVersion version) {
    return version.tellsProgress()
        ? new Scope(messages.keys().start(), messages.keys().end(), true)
        : Scope.everything();
  }

  @Override
  public void onCreated() {
    reconnect.succeeded();
    if (!trouble.isEmpty()) {
      LOG.info("watching again from revision {}", position + 1);
      trouble = "";
    }
    askUntilReached();
  }

  @Override
  public void onEvents(List<Event> events) {
    List<SeenEvent> seen = new ArrayList<>(events.size());
    for (Event event : events) {
      var kv = event.getKv();
      if (kv.getModRevision() > position && messages.keys().holds(kv.getKey())) {
        SeenEvent change = SeenEvent.of(event, messages);
        window.add(change);
        seen.add(change);
      }
    }
    position = Math.max(position, events.get(events.size() - 1).getKv().getModRevision());
    if (!seen.isEmpty()) {
      watches.flowBrought(seen);
    }
    tellIfReached();
  }

  @Override
  public void onProgress(long revision) {
    position = Math.max(position, revision);
    tellIfReached();
  }

  /** Whether it is as far as was last asked for. */
  boolean hasReached() {
    return position >= target;
  }

  /** Has watches told once everything up to {@code revision} has been handed out. */
  void reach(long revision) {
    boolean wasThere = hasReached();
    target = Math.max(target, revision);
    untold = true;
    if (isAtKnownRevision() && hasReached()) {
      tellIfReached();
    } else {
      if (wasThere) {
        targetSince = System.nanoTime();
      }
      if (!asking) {
        asking = true;
        schedule(this::ask, FIRST_ASK_MILLIS);
      }
    }
  }

  private void tellIfReached() {
    if (untold && hasReached()) {
      untold = false;
      watches.flowReached(position);
    }
  }

  private void askUntilReached() {
    if (!hasReached() && !asking) {
      asking = true;
      ask();
    }
  }

  /** Asks the member; one that has not come there in seconds is left for another. */
  private void ask() {
    asking = false;
    if (closed || hasReached() || stream == null) {
      return;
    }
    if (System.nanoTime() - targetSince > STALL_NANOS) {
      stream.close();
      onEnd(Status.UNAVAILABLE.withDescription("its watch lags behind"), 0);
      return;
    }
    stream.requestProgress();
    asking = true;
    schedule(this::ask, ASK_MILLIS);
  }

  @Override
  public void onEnd(Status why, long compacted) {
    WatchStream ended = stream;
    stream = null;
    if (closed) {
      return;
    }
    if (compacted > 0) {
      LOG.warn("seen changes up to {}, the oldest that etcd has is {}", position, compacted);
      long seen = position;
      position = UNKNOWN;
      watches.flowWasCompacted(seen, compacted);
      return;
    }
    if (trouble.isEmpty()) {
      LOG.info("the watch ended at revision {}: {}", position, Failures.text(why));
    }
    trouble("watches wait for a member: " + Failures.text(why));
    if (ended != null) {
      endpoints.failed(ended.endpoint(), Failures.text(why));
    }
    reconnect.later(this::connect);
  }

  void close() {
    closed = true;
    if (stream != null) {
      stream.close();
    }
  }

  private void schedule(Runnable task, long millis) {
    try {
      loop.schedule(task, millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("closed");
    }
  }

  private void run(Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.debug("closed");
    }
  }
}
