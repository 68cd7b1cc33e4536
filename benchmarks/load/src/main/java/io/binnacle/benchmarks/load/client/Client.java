package io.binnacle.benchmarks.load.client;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Several connections to one server, used in turn. One that the server has closed is opened anew
 * with the next request on it. Thread-safe.
 */
public final class Client implements AutoCloseable {
  private static final byte[] NO_BODY = new byte[0];
  private static final String JSON = "application/json";
  private static final long PATIENCE_SECONDS = 120;
  private static final int SHOWN_FAILURES = 10;

  private final Endpoint endpoint;
  private final AtomicReferenceArray<Connection> connections;
  private final AtomicInteger turn = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();

  private Client(Endpoint endpoint, int connections) {
    this.endpoint = endpoint;
    this.connections = new AtomicReferenceArray<>(connections);
  }

  public static Client of(Endpoint endpoint, int connections) throws IOException {
    Client client = new Client(endpoint, connections);
    for (int i = 0; i < connections; i++) {
      client.connections.set(i, Connection.to(endpoint));
    }
    return client;
  }

  /** The next connection in turn. */
  public Connection connection() throws IOException {
    int i = Math.floorMod(turn.getAndIncrement(), connections.length());
    Connection connection = connections.get(i);
    if (!connection.isClosed()) {
      return connection;
    }
    synchronized (this) {
      if (connections.get(i).isClosed()) {
        connections.set(i, Connection.to(endpoint));
      }
      return connections.get(i);
    }
  }

  /** A GET of which only status and length matter. */
  public Reply measure(String path) throws IOException, InterruptedException {
    return call("GET", path, NO_BODY, JSON, false);
  }

  public Reply get(String path) throws IOException, InterruptedException {
    return call("GET", path, NO_BODY, JSON, true);
  }

  public Reply delete(String path) throws IOException, InterruptedException {
    return call("DELETE", path, NO_BODY, JSON, false);
  }

  public Reply post(String path, byte[] body) throws IOException, InterruptedException {
    return call("POST", path, body, JSON, true);
  }

  public Reply put(String path, byte[] body) throws IOException, InterruptedException {
    return call("PUT", path, body, JSON, true);
  }

  /** A PATCH of the given media type. */
  public Reply patch(String path, byte[] body, String type)
      throws IOException, InterruptedException {
    return call("PATCH", path, body, type, false);
  }

  public Reply mergePatch(String path, byte[] body) throws IOException, InterruptedException {
    return call("PATCH", path, body, "application/merge-patch+json", true);
  }

  private Reply call(String method, String path, byte[] body, String type, boolean keepBody)
      throws IOException, InterruptedException {
    BlockingCall call = new BlockingCall(keepBody);
    connection().send(method, path, body, type, call);
    return call.await(PATIENCE_SECONDS);
  }

  /** Whether an answer is 2xx; says on stderr of the first few that are not what they were. */
  public boolean isOk(String what, Reply reply) {
    if (!reply.isOk() && failures.getAndIncrement() < SHOWN_FAILURES) {
      System.err.println(what + ": " + reply.status() + " " + reply.text());
    }
    return reply.isOk();
  }

  @Override
  public void close() {
    for (int i = 0; i < connections.length(); i++) {
      connections.get(i).close();
    }
  }
}
