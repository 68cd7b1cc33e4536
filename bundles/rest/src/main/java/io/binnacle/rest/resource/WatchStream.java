package io.binnacle.rest.resource;

import io.binnacle.api.cache.CacheWatch;
import io.binnacle.api.cache.WatchCacheEvent;
import io.binnacle.rest.answer.Exchange;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/**
 * An open watch: takes events from its queue and writes them, the next only when the last is
 * written. It has no thread of its own: whoever finishes a write goes on, and the cacher's signal
 * is handed to the {@link WatchBurst} of its connection, so that the cacher never encodes or
 * writes.
 */
final class WatchStream extends IteratingCallback implements OpenWatches.Entry {
  private static final int CHUNK = 32 * 1024;

  private final Exchange exchange;
  private final CacheWatch watch;
  private final EventEncoder encoder;
  private final OpenWatches open;
  private final WatchBurst burst;
  private final Runnable wake;
  private final Callback written = new Written();
  private final WatchClock clock;
  private volatile boolean ended;
  private boolean headersSent;
  private boolean finished;

  WatchStream(
      Exchange exchange,
      CacheWatch watch,
      EventEncoder encoder,
      OpenWatches open,
      WatchBurst burst,
      WatchClock clock) {
    this.exchange = exchange;
    this.watch = watch;
    this.encoder = encoder;
    this.open = open;
    this.burst = burst;
    this.wake = () -> burst.wake(this);
    this.clock = clock;
  }

  void start() {
    exchange.head(200, encoder.streamType());
    // A quiet watch is no idle connection.
    exchange.request().addIdleTimeoutListener(timeout -> false);
    exchange.request().addFailureListener(this::abort);
    open.add(this);
    iterate();
  }

  @Override
  public void tick(long now) {
    switch (clock.at(now)) {
      case END -> end();
      case BOOKMARK -> watch.requestBookmark();
      case NOTHING -> {}
    }
  }

  @Override
  public void end() {
    ended = true;
    wake.run();
  }

  @Override
  protected Action process() {
    if (finished) {
      return Action.SUCCEEDED;
    }
    ByteBuffer events = ended ? null : next();
    if (events != null) {
      headersSent = true;
      exchange.response().write(finished, events, written);
      return Action.SCHEDULED;
    }
    if (ended || watch.isEnded()) {
      finished = true;
      exchange.response().write(true, ByteBuffer.allocate(0), written);
      return Action.SCHEDULED;
    }
    if (!headersSent) {
      // The client learns at once that its watch is on, even where nothing happens.
      headersSent = true;
      exchange.response().write(false, ByteBuffer.allocate(0), written);
      return Action.SCHEDULED;
    }
    watch.whenReady(wake);
    return Action.IDLE;
  }

  /** What is queued, up to a chunk; null if nothing is. */
  private @Nullable ByteBuffer next() {
    WatchCacheEvent event = watch.poll();
    if (event == null) {
      return null;
    }
    byte[] single = encoder.encode(event);
    finished = event.type() == WatchCacheEvent.Type.ERROR;
    if (finished || single.length >= CHUNK) {
      return ByteBuffer.wrap(single);
    }
    event = watch.poll();
    if (event == null) {
      return ByteBuffer.wrap(single);
    }
    List<byte[]> parts = new ArrayList<>();
    parts.add(single);
    int length = single.length;
    while (event != null) {
      byte[] part = encoder.encode(event);
      parts.add(part);
      length += part.length;
      finished = event.type() == WatchCacheEvent.Type.ERROR;
      event = finished || length >= CHUNK ? null : watch.poll();
    }
    ByteBuffer gathered = ByteBuffer.allocate(length);
    parts.forEach(gathered::put);
    return gathered.flip();
  }

  /** Completes a write; what else is ready on the connection goes into the next one. */
  private final class Written implements Callback {
    @Override
    public void succeeded() {
      burst.serve();
      WatchStream.this.succeeded();
    }

    @Override
    public void failed(Throwable failure) {
      WatchStream.this.failed(failure);
    }

    /** Encoding and writing what is queued does not block. */
    @Override
    public InvocationType getInvocationType() {
      return InvocationType.NON_BLOCKING;
    }
  }

  @Override
  protected void onCompleteSuccess() {
    release();
    exchange.callback().succeeded();
  }

  @Override
  protected void onCompleteFailure(Throwable cause) {
    release();
    exchange.fail(cause);
  }

  private void release() {
    open.remove(this);
    watch.close();
  }
}
