package io.binnacle.rest.proxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * Two connections joined into one. Each direction reads when the other side has taken what was read
 * before, so that a slow side slows down the other and costs one buffer, and no thread. When either
 * side ends, so does the other.
 */
final class Splice {
  private static final int BUFFER = 16 * 1024;
  private static final int ENDS = 2;

  private final Framing framing;
  private final AtomicInteger open = new AtomicInteger();
  private final End client;
  private final End backend;

  Splice(EndPoint client, EndPoint backend, Executor executor, Framing framing) {
    this.framing = framing;
    this.client = new End(client, executor, false);
    this.backend = new End(backend, executor, true);
  }

  /** The client's side, to be opened once the client knows that it may send. */
  Connection clientEnd() {
    return client;
  }

  Connection backendEnd() {
    return backend;
  }

  void close() {
    client.getEndPoint().close();
    backend.getEndPoint().close();
  }

  /** One side, and the way of what comes from it to the other. */
  private final class End extends AbstractConnection implements Connection.UpgradeTo {
    private final Flow flow;

    End(EndPoint endPoint, Executor executor, boolean toClient) {
      super(endPoint, executor);
      this.flow = new Flow(this, toClient);
    }

    /** What came with the answer that the protocols were switched by. */
    @Override
    public void onUpgradeTo(ByteBuffer early) {
      if (early != null && early.hasRemaining()) {
        ByteBuffer copy = ByteBuffer.allocate(early.remaining());
        flow.early = copy.put(early).flip();
      }
    }

    @Override
    public void onOpen() {
      super.onOpen();
      getEndPoint().setIdleTimeout(TimeUnit.HOURS.toMillis(Outward.IDLE_HOURS));
      if (open.incrementAndGet() == ENDS) {
        client.flow.iterate();
        backend.flow.iterate();
      }
    }

    @Override
    public void onFillable() {
      flow.iterate();
    }

    @Override
    public void onClose(@Nullable Throwable cause) {
      super.onClose(cause);
      Splice.this.close();
    }
  }

  /** Carries bytes one way. */
  private final class Flow extends IteratingCallback {
    private final End from;
    private final boolean toClient;
    private final Callback filled =
        Callback.from(
            Invocable.InvocationType.NON_BLOCKING, this::iterate, failure -> Splice.this.close());
    private @Nullable ByteBuffer early;
    private boolean ended;

    Flow(End from, boolean toClient) {
      this.from = from;
      this.toClient = toClient;
    }

    @Override
    protected Action process() throws IOException {
      if (ended) {
        return Action.SUCCEEDED;
      }
      EndPoint to = (toClient ? client : backend).getEndPoint();
      while (true) {
        ByteBuffer pending = toClient ? framing.pending() : null;
        if (pending != null) {
          to.write(this, pending);
          return Action.SCHEDULED;
        }
        ByteBuffer read = read();
        if (read == null) {
          ended = true;
          ByteBuffer farewell = toClient ? framing.farewell() : null;
          if (farewell == null) {
            return Action.SUCCEEDED;
          }
          to.write(this, farewell);
          return Action.SCHEDULED;
        }
        if (!read.hasRemaining()) {
          from.getEndPoint().tryFillInterested(filled);
          return Action.IDLE;
        }
        ByteBuffer sent = toClient ? framing.toClient(read) : framing.fromClient(read);
        if (!toClient) {
          ended = framing.isEnded();
          // What the framing has to say to the client may be due.
          backend.flow.iterate();
        }
        if (sent.hasRemaining()) {
          to.write(this, sent);
          return Action.SCHEDULED;
        }
        if (ended) {
          return Action.SUCCEEDED;
        }
      }
    }

    /** What has come, empty for nothing yet, null at the end. */
    private @Nullable ByteBuffer read() throws IOException {
      ByteBuffer held = early;
      if (held != null) {
        early = null;
        return held;
      }
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
      buffer.limit(0);
      return from.getEndPoint().fill(buffer) < 0 ? null : buffer;
    }

    @Override
    protected void onCompleteSuccess() {
      Splice.this.close();
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
      Splice.this.close();
    }

    @Override
    public InvocationType getInvocationType() {
      return Invocable.InvocationType.NON_BLOCKING;
    }
  }
}
