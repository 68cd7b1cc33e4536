package io.binnacle.rest.resource;

import io.binnacle.api.cache.CacheWatch;
import io.binnacle.api.cache.WatchCacheEvent;
import io.binnacle.rest.answer.Exchange;
import io.binnacle.rest.proxy.WebSocketFraming;
import io.binnacle.rest.proxy.WebSocketTunnel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/**
 * An open watch whose client has asked for a WebSocket: each event is a message of its own, of text
 * where the form is. What the client sends is thrown away, until it closes. It has no thread of its
 * own, as {@link WatchStream}.
 */
final class WatchSocket extends AbstractConnection
    implements Connection.UpgradeTo, OpenWatches.Entry {
  private static final int DISCARDED = 4096;

  private final CacheWatch watch;
  private final EventEncoder encoder;
  private final OpenWatches open;
  private final WatchClock clock;
  private final boolean text;
  private final WebSocketFraming framing = new WebSocketFraming();
  private final Messages messages = new Messages();
  private final Runnable wake;
  private volatile boolean ended;

  private WatchSocket(
      EndPoint endPoint,
      Executor executor,
      CacheWatch watch,
      EventEncoder encoder,
      OpenWatches open,
      WatchClock clock) {
    super(endPoint, executor);
    this.watch = watch;
    this.encoder = encoder;
    this.open = open;
    this.clock = clock;
    this.text = encoder.streamType().contains("json");
    this.wake = () -> executor.execute(messages::iterate);
  }

  /** Whether the client wants one. */
  static boolean isAskedFor(Exchange exchange) {
    return exchange.request().getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1
        && exchange.header("Upgrade").equalsIgnoreCase("websocket")
        && exchange.request().getHeaders().contains("Connection", "Upgrade");
  }

  /** Agrees to the WebSocket and begins to send. */
  static void start(
      Exchange exchange,
      CacheWatch watch,
      EventEncoder encoder,
      OpenWatches open,
      WatchClock clock) {
    EndPoint endPoint = exchange.request().getConnectionMetaData().getConnection().getEndPoint();
    WatchSocket socket = new WatchSocket(endPoint, exchange.pool(), watch, encoder, open, clock);
    exchange.response().setStatus(HttpStatus.SWITCHING_PROTOCOLS_101);
    WebSocketTunnel.accept(
        exchange.request(),
        exchange.header("Sec-WebSocket-Protocol"),
        exchange.response().getHeaders());
    exchange.request().setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, socket);
    exchange
        .response()
        .write(
            true,
            ByteBuffer.allocate(0),
            Callback.from(
                exchange.callback()::succeeded,
                failure -> {
                  watch.close();
                  exchange.callback().failed(failure);
                }));
  }

  @Override
  public void onUpgradeTo(ByteBuffer early) {
    try {
      framing.fromClient(early);
    } catch (IOException e) {
      ended = true;
    }
  }

  @Override
  public void onOpen() {
    super.onOpen();
    // A quiet watch is no idle connection.
    getEndPoint().setIdleTimeout(0);
    open.add(this);
    fillInterested();
    messages.iterate();
  }

  @Override
  public void onFillable() {
    ByteBuffer buffer = ByteBuffer.allocate(DISCARDED);
    try {
      while (true) {
        buffer.position(0).limit(0);
        int filled = getEndPoint().fill(buffer);
        if (filled == 0) {
          // There may be a ping to answer.
          messages.iterate();
          fillInterested();
          return;
        }
        if (filled > 0) {
          framing.fromClient(buffer);
        }
        if (filled < 0 || framing.isEnded()) {
          close();
          return;
        }
      }
    } catch (IOException e) {
      close();
    }
  }

  @Override
  public void onClose(@Nullable Throwable cause) {
    super.onClose(cause);
    open.remove(this);
    watch.close();
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

  /** Sends what is queued, one message after the other. */
  private final class Messages extends IteratingCallback {
    private boolean finished;

    @Override
    protected Action process() {
      if (finished) {
        return Action.SUCCEEDED;
      }
      ByteBuffer message = next();
      if (message == null) {
        watch.whenReady(wake);
        return Action.IDLE;
      }
      getEndPoint().write(this, message);
      return Action.SCHEDULED;
    }

    private @Nullable ByteBuffer next() {
      ByteBuffer pong = framing.pending();
      if (pong != null) {
        return pong;
      }
      WatchCacheEvent event = ended ? null : watch.poll();
      if (event != null) {
        ByteBuffer bytes = ByteBuffer.wrap(encoder.encode(event));
        return text ? framing.textToClient(bytes) : framing.toClient(bytes);
      }
      if (ended || watch.isEnded()) {
        finished = true;
        return framing.farewell();
      }
      return null;
    }

    @Override
    protected void onCompleteSuccess() {
      WatchSocket.this.close();
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
      WatchSocket.this.close();
    }

    /** Encoding and writing what is queued does not block. */
    @Override
    public InvocationType getInvocationType() {
      return InvocationType.NON_BLOCKING;
    }
  }
}
