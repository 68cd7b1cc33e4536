package io.binnacle.benchmarks.load.least;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.WindowRateControl;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * The least that a server of this stack can do and still answer the load with the same bytes: a
 * map, a log with one sync for all writes that wait, one encoding of an event for all watchers,
 * HTTP/2 over TLS. No authentication, no validation, no history. Its figures stand for the limit.
 *
 * <p>{@code LeastServer KEYSTORE LOG EXTRABYTES}: loopback, a free port, prints {@code Serving
 * URL}.
 */
public final class LeastServer {
  /** Of the key store, whose key is used once. */
  public static final String PASSWORD = "benchmark";

  private static final long IDLE_MILLIS = TimeUnit.HOURS.toMillis(2);

  private LeastServer() {}

  public static void main(String[] arguments) throws Exception {
    ServerConnector connector =
        start(Path.of(arguments[0]), Path.of(arguments[1]), Integer.parseInt(arguments[2]));
    System.out.println("Serving https://127.0.0.1:" + connector.getLocalPort());
    connector.getServer().join();
  }

  static ServerConnector start(Path keys, Path file, int extraBytes) throws Exception {
    ItemMap items = new ItemMap();
    WatchStreams watches = new WatchStreams();
    // Answers and events in the order of the log, while the next group is synced.
    ExecutorService answers =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "answers");
              thread.setDaemon(true);
              return thread;
            });
    SyncedLog log =
        new SyncedLog(
            file, items, extra(extraBytes), group -> answers.execute(() -> tell(group, watches)));
    Server server = new Server();
    server.setHandler(new LeastHandler(items, log, watches));
    ServerConnector connector = connector(server, keys);
    server.addConnector(connector);
    server.start();
    return connector;
  }

  private static void tell(List<SyncedLog.Made> group, WatchStreams watches) {
    for (SyncedLog.Made made : group) {
      made.change().whenMade().accept(made);
      if (made.item() != null) {
        watches.send(made);
      }
    }
  }

  /** What a server adds to an object's metadata. */
  private static String extra(int bytes) {
    String text =
        "\"uid\":\"" + UUID.randomUUID() + "\",\"creationTimestamp\":\"2026-01-01T00:00:00Z\",";
    int room = bytes - "\"more\":\"\",".length();
    return room < 0 ? text : text + "\"more\":\"" + "x".repeat(room) + "\",";
  }

  private static ServerConnector connector(Server server, Path keys) throws IOException {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStorePath(keys.toUri().toString());
    tls.setKeyStorePassword(PASSWORD);
    tls.setSniRequired(false);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    HttpConnectionFactory http1 = new HttpConnectionFactory(http);
    HTTP2ServerConnectionFactory http2 = new HTTP2ServerConnectionFactory(http);
    http2.setMaxConcurrentStreams(250);
    http2.setInitialSessionRecvWindow(1024 * 1024);
    http2.setStreamIdleTimeout(IDLE_MILLIS);
    http2.setRateControlFactory(new WindowRateControl.Factory(1_000_000));
    ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory("h2", "http/1.1");
    alpn.setDefaultProtocol(http1.getProtocol());
    ServerConnector connector =
        new ServerConnector(
            server,
            null,
            null,
            null,
            0,
            1,
            new SslConnectionFactory(tls, alpn.getProtocol()),
            alpn,
            http2,
            http1);
    connector.setHost("127.0.0.1");
    connector.setIdleTimeout(IDLE_MILLIS);
    return connector;
  }
}
