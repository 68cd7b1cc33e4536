package io.binnacle.rest.proxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/**
 * A streamed answer as messages of a WebSocket, each with what has come since the last, read as
 * fast as the client takes it. What the client sends is thrown away, until it closes.
 */
final class WebSocketText extends AbstractConnection {
  private static final String BASE64 = "base64.binary.k8s.io";
  private static final int DISCARDED = 4096;

  private final Request request;
  private final Content.Source source;
  private final boolean base64;
  private final WebSocketFraming framing = new WebSocketFraming();
  private final Messages messages = new Messages();

  /**
   * @param request what is ended when the client closes
   * @param protocol the one agreed on, "" for none
   */
  WebSocketText(
      EndPoint endPoint,
      Executor executor,
      Request request,
      Content.Source source,
      String protocol) {
    super(endPoint, executor);
    this.request = request;
    this.source = source;
    this.base64 = protocol.equals(BASE64);
  }

  /** The protocol to speak of those that the client offers, "" for none. */
  static String choose(HttpFields headers) {
    for (String offered : headers.getCSV("Sec-WebSocket-Protocol", false)) {
      if (offered.equals("binary.k8s.io") || offered.equals(BASE64)) {
        return offered;
      }
    }
    return "";
  }

  @Override
  public void onOpen() {
    super.onOpen();
    getEndPoint().setIdleTimeout(TimeUnit.HOURS.toMillis(Outward.IDLE_HOURS));
    fillInterested();
    messages.iterate();
  }

  @Override
  public void onFillable() {
    ByteBuffer buffer = ByteBuffer.allocate(DISCARDED).limit(0);
    try {
      while (true) {
        buffer.position(0).limit(0);
        int filled = getEndPoint().fill(buffer);
        if (filled == 0) {
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
    request.abort(cause == null ? new IOException("the client has closed") : cause);
  }

  /** Sends what has come. */
  private final class Messages extends IteratingCallback {
    private boolean ended;

    @Override
    protected Action process() throws Throwable {
      if (ended) {
        return Action.SUCCEEDED;
      }
      Content.Chunk chunk = source.read();
      if (chunk == null) {
        source.demand(this::iterate);
        return Action.IDLE;
      }
      if (Content.Chunk.isFailure(chunk)) {
        throw chunk.getFailure();
      }
      ended = chunk.isLast();
      ByteBuffer message = chunk.hasRemaining() ? message(chunk.getByteBuffer()) : null;
      chunk.release();
      ByteBuffer end = ended ? framing.farewell() : null;
      ByteBuffer none = ByteBuffer.allocate(0);
      getEndPoint().write(this, message == null ? none : message, end == null ? none : end);
      return Action.SCHEDULED;
    }

    private ByteBuffer message(ByteBuffer bytes) {
      return base64
          ? framing.textToClient(Base64.getEncoder().encode(bytes))
          : framing.toClient(bytes);
    }

    @Override
    protected void onCompleteSuccess() {
      WebSocketText.this.close();
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
      WebSocketText.this.close();
    }
  }
}
