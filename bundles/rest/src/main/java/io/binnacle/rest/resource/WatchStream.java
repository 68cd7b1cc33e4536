package io.binnacle.rest.resource;

import io.binnacle.api.cache.CacheWatch;
import io.binnacle.api.cache.WatchCacheEvent;
import io.binnacle.rest.answer.Exchange;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/**
 * An open watch: takes events from its queue and writes them, the next only when the last is
 * written. It has no thread of its own: whoever finishes a write goes on, and the cacher's signal
 * is handed to the {@link WatchBurst} of its connection, so that the cacher never encodes or
 * writes.
 */
final class WatchStream extends IteratingCallback {
  private static final int CHUNK = 32 * 1024;

  /** How long before its end a watch gets a last bookmark, so that the next one begins there. */
  private static final long LAST_BOOKMARK = TimeUnit.SECONDS.toNanos(2);

  private final Exchange exchange;
  private final CacheWatch watch;
  private final EventEncoder encoder;
  private final OpenWatches open;
  private final WatchBurst burst;
  private final Runnable wake;
  private final Callback written = new Written();
  private final long deadline;
  private final long bookmarkEvery;
  private long nextBookmark;
  private volatile boolean ended;
  private boolean headersSent;
  private boolean finished;

  /**
   * @param deadline when it ends, in the nanoseconds of {@link System#nanoTime}
   * @param bookmarkEvery nanoseconds between bookmarks, 0 for none
   */
  WatchStream(
      Exchange exchange,
      CacheWatch watch,
      EventEncoder encoder,
      OpenWatches open,
      WatchBurst burst,
      long deadline,
      long bookmarkEvery) {
    this.exchange = exchange;
    this.watch = watch;
    this.encoder = encoder;
    this.open = open;
    this.burst = burst;
    this.wake = () -> burst.wake(this);
    this.deadline = deadline;
    this.bookmarkEvery = bookmarkEvery;
    this.nextBookmark = bookmarkAfter(System.nanoTime());
  }

  void start() {
    exchange.head(200, encoder.streamType());
    // A quiet watch is no idle connection.
    exchange.request().addIdleTimeoutListener(timeout -> false);
    exchange.request().addFailureListener(this::abort);
    open.add(this);
    iterate();
  }

  /** Called every now and then; ends the watch when it is time, or asks for a bookmark. */
  void tick(long now) {
    if (now - deadline >= 0) {
      end();
    } else if (bookmarkEvery > 0 && now - nextBookmark >= 0) {
      nextBookmark = bookmarkAfter(now);
      watch.requestBookmark();
    }
  }

  private long bookmarkAfter(long now) {
    long last = deadline - LAST_BOOKMARK;
    return now - last < 0 && last - now < bookmarkEvery ? last : now + bookmarkEvery;
  }

  /** Ends the answer cleanly. */
  void end() {
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
