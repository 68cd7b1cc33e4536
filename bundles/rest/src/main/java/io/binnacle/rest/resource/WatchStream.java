package io.binnacle.rest.resource;

import io.binnacle.api.cache.CacheWatch;
import io.binnacle.api.cache.WatchCacheEvent;
import io.binnacle.rest.answer.Exchange;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/**
 * An open watch: takes events from its queue and writes them, the next only when the last is
 * written. It has no thread of its own: whoever finishes a write goes on, and the cacher's signal
 * is handed to the pool, so that the cacher never encodes or writes.
 */
final class WatchStream extends IteratingCallback {
  private static final int CHUNK = 32 * 1024;

  private final Exchange exchange;
  private final CacheWatch watch;
  private final EventEncoder encoder;
  private final OpenWatches open;
  private final Executor executor;
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
      Executor executor,
      long deadline,
      long bookmarkEvery) {
    this.exchange = exchange;
    this.watch = watch;
    this.encoder = encoder;
    this.open = open;
    this.executor = executor;
    this.deadline = deadline;
    this.bookmarkEvery = bookmarkEvery;
    this.nextBookmark = System.nanoTime() + bookmarkEvery;
  }

  void start() {
    exchange.head(200, "application/json");
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
      nextBookmark = now + bookmarkEvery;
      watch.requestBookmark();
    }
  }

  /** Ends the answer cleanly. */
  void end() {
    ended = true;
    wake();
  }

  private void wake() {
    executor.execute(this::iterate);
  }

  @Override
  protected Action process() {
    if (finished) {
      return Action.SUCCEEDED;
    }
    ByteBuffer events = ended ? null : next();
    if (events != null) {
      headersSent = true;
      exchange.response().write(finished, events, this);
      return Action.SCHEDULED;
    }
    if (ended || watch.isEnded()) {
      finished = true;
      exchange.response().write(true, ByteBuffer.allocate(0), this);
      return Action.SCHEDULED;
    }
    if (!headersSent) {
      // The client learns at once that its watch is on, even where nothing happens.
      headersSent = true;
      exchange.response().write(false, ByteBuffer.allocate(0), this);
      return Action.SCHEDULED;
    }
    watch.whenReady(this::wake);
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
    ByteArrayOutputStream gathered = new ByteArrayOutputStream(CHUNK);
    gathered.writeBytes(single);
    while (event != null) {
      gathered.writeBytes(encoder.encode(event));
      finished = event.type() == WatchCacheEvent.Type.ERROR;
      event = finished || gathered.size() >= CHUNK ? null : watch.poll();
    }
    return ByteBuffer.wrap(gathered.toByteArray());
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
