package io.binnacle.rest;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.NegotiatingServerConnection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Cuts off clients that take too long over a handshake or over the head of a request, a byte now
 * and then, which keeps a connection from ever being idle. Only HTTP/1.1 is looked at: what is
 * unfinished in HTTP/2 holds nothing but its own connection. Thread-safe.
 */
final class HeadDeadline extends Handler.Wrapper implements Connection.Listener {
  private final long limit;
  private final Map<EndPoint, Client> clients = new ConcurrentHashMap<>();

  /**
   * @param limit how long a head may take from its first byte on, and the first one from the
   *     connection's beginning
   */
  HeadDeadline(Duration limit) {
    this.limit = limit.toNanos();
  }

  /** What is known of a connection. */
  private static final class Client {
    private static final long NOT_WAITING = Long.MIN_VALUE;

    /** Requests whose head is here and whose answer is not yet complete. */
    private final AtomicInteger requests = new AtomicInteger();

    /** How much had been read, heads and bodies, when the last answer was complete. */
    private volatile long bytes;

    /** Since when a head is waited for, or {@link #NOT_WAITING} where none has begun. */
    private volatile long since = System.nanoTime();

    private void answered(Connection connection) {
      bytes = connection.getBytesIn();
      since = NOT_WAITING;
      requests.decrementAndGet();
    }

    private boolean isLate(Connection connection, long limit) {
      if (requests.get() > 0) {
        return false;
      }
      if (since == NOT_WAITING) {
        if (connection.getBytesIn() > bytes) {
          since = System.nanoTime();
        }
        return false;
      }
      return System.nanoTime() - since > limit;
    }
  }

  @Override
  public void onOpened(Connection connection) {
    if (connection instanceof SslConnection tls) {
      clients.put(tls.getSslEndPoint(), new Client());
    }
  }

  @Override
  public void onClosed(Connection connection) {
    if (connection instanceof SslConnection tls) {
      clients.remove(tls.getSslEndPoint());
    }
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    ConnectionMetaData metaData = request.getConnectionMetaData();
    Connection connection = metaData.getConnection();
    Client client =
        metaData.getHttpVersion() == HttpVersion.HTTP_2
            ? null
            : clients.get(connection.getEndPoint());
    if (client == null) {
      return super.handle(request, response, callback);
    }
    client.requests.incrementAndGet();
    return super.handle(
        request, response, Callback.from(callback, () -> client.answered(connection)));
  }

  /** Looks after all connections, again and again until the scheduler stops. */
  void start(Scheduler scheduler) {
    scheduler.schedule(
        () -> {
          clients.forEach(this::look);
          start(scheduler);
        },
        limit / 4,
        TimeUnit.NANOSECONDS);
  }

  private void look(EndPoint endPoint, Client client) {
    Connection connection = endPoint.getConnection();
    if (connection instanceof HTTP2Connection) {
      clients.remove(endPoint);
    } else if (isHttp(connection) && client.isLate(connection, limit)) {
      endPoint.close(new TimeoutException("the head of a request took too long"));
    }
  }

  /** Not so once a connection has been handed on to a watch or to somebody else's server. */
  private static boolean isHttp(Connection connection) {
    return connection instanceof ConnectionMetaData
        || connection instanceof NegotiatingServerConnection;
  }
}
