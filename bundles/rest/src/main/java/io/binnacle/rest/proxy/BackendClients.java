package io.binnacle.rest.proxy;

import io.binnacle.api.type.Backend.Trust;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.UpgradeProtocolHandler;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to other servers, kept for a while after a request. A client for each kind of
 * trust is made when it is first needed. Thread-safe.
 */
public final class BackendClients {
  private static final Logger LOG = LoggerFactory.getLogger(BackendClients.class);

  /** As many as anybody may follow logs of one node; above it requests wait. */
  private static final int MAX_CONNECTIONS = 16_384;

  private static final long UNUSED_MILLIS = TimeUnit.SECONDS.toMillis(90);
  private static final Duration DIAL_TIMEOUT = Duration.ofSeconds(30);

  private final Map<Trust, HttpClient> clients = new EnumMap<>(Trust.class);
  private final BackendTls tls;
  private final Duration nodeTimeout;
  private final Executor executor;
  private final Scheduler scheduler;
  private final ByteBufferPool buffers;
  private boolean stopped;

  /**
   * @param nodeTimeout how long connecting to a node may take; zero for ever
   */
  public BackendClients(
      BackendTls tls,
      Duration nodeTimeout,
      Executor executor,
      Scheduler scheduler,
      ByteBufferPool buffers) {
    this.tls = tls;
    this.nodeTimeout = nodeTimeout;
    this.executor = executor;
    this.scheduler = scheduler;
    this.buffers = buffers;
  }

  /**
   * @throws IllegalArgumentException if its certificates can't be used
   */
  synchronized HttpClient of(Trust trust) {
    if (stopped) {
      throw new IllegalStateException("the server stops");
    }
    return clients.computeIfAbsent(trust, this::start);
  }

  Executor executor() {
    return executor;
  }

  private HttpClient start(Trust trust) {
    ClientConnector connector = new ClientConnector();
    connector.setSslContextFactory(tls(trust));
    connector.setSelectors(1);
    connector.setExecutor(executor);
    connector.setScheduler(scheduler);
    connector.setByteBufferPool(buffers);
    HttpClient client = new HttpClient(new HttpClientTransportOverHTTP(connector));
    client.setConnectTimeout((trust == Trust.ENDPOINT ? DIAL_TIMEOUT : nodeTimeout).toMillis());
    client.setIdleTimeout(UNUSED_MILLIS);
    client.setMaxConnectionsPerDestination(MAX_CONNECTIONS);
    client.setFollowRedirects(false);
    client.setUserAgentField(null);
    client.setHttpCookieStore(new HttpCookieStore.Empty());
    try {
      client.start();
    } catch (Exception e) {
      throw new IllegalStateException("cannot connect to other servers: " + e.getMessage(), e);
    }
    // What comes is passed on as it is, redirects, challenges and compressed bodies too.
    client.getContentDecoderFactories().clear();
    client.getProtocolHandlers().clear();
    client.getProtocolHandlers().put(new AnyUpgrade());
    return client;
  }

  private SslContextFactory.Client tls(Trust trust) {
    return trust == Trust.ENDPOINT ? BackendTls.trusting() : tls.ofNodes(trust == Trust.NODE);
  }

  /** Closes all connections; requests on their way fail. */
  public void stop() {
    List<HttpClient> all;
    synchronized (this) {
      stopped = true;
      all = List.copyOf(clients.values());
      clients.clear();
    }
    for (HttpClient client : all) {
      try {
        client.stop();
      } catch (Exception e) {
        LOG.warn("connections to other servers do not close", e);
      }
    }
  }

  /** Hands a connection over whatever the protocol that was agreed on. */
  private static final class AnyUpgrade extends UpgradeProtocolHandler {
    @Override
    public boolean accept(Request request, Response response) {
      return response.getStatus() == 101;
    }
  }
}
