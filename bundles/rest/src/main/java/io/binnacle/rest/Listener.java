package io.binnacle.rest;

import io.binnacle.api.auth.ServingIdentity;
import java.net.BindException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.eclipse.jetty.alpn.java.server.JDK9ServerALPNProcessor;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.hpack.HpackFieldPreEncoder;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.WindowRateControl;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * The listening socket: TLS with HTTP/1.1 and HTTP/2 on it, and the pool that serves requests.
 * Client certificates are asked for, not checked: that is the authenticators' business.
 */
final class Listener {
  private static final int IO_THREADS = 8;

  /** Selectors that each serve a part of the connections, and answer what is in memory. */
  private static final int SELECTORS =
      Math.max(1, Math.min(IO_THREADS, Runtime.getRuntime().availableProcessors()));

  /** How much is gathered of the streams of a connection before it is written, in bytes. */
  private static final int GATHERED = 63 * 1024;

  /** Buffers that are kept though nobody uses them at the moment, in bytes. */
  private static final long KEPT_BUFFERS = 8L * 1024 * 1024;

  private static final long IDLE_MILLIS = TimeUnit.MINUTES.toMillis(3);

  /** Resets, pings and settings a second on one connection; a client past it is cut off. */
  private static final int MAX_CONTROL_FRAMES = 1000;

  private static final int MAX_HEADERS = 64 * 1024;

  private final String address;
  private final QueuedThreadPool pool;
  private final Server server;
  private final ServerConnector connector;
  private final HeadDeadline heads;

  /**
   * @param port 0 takes a free one
   * @param maxRequests how many requests may block a thread at once, above which they were refused
   * @param headLimit how long a client may take over a handshake or a request's head
   */
  Listener(String address, int port, int maxRequests, Duration headLimit, ServingIdentity identity)
      throws GeneralSecurityException {
    loadFieldEncoders();
    this.address = address;
    this.pool = new QueuedThreadPool(maxRequests + IO_THREADS, 4, 30_000);
    pool.setName("http");
    // What the selectors call does not block; no thread need be ready to take their place.
    pool.setReservedThreads(0);
    pool.setMaxEvictCount(50);
    this.server = new Server(pool);
    server.setErrorHandler(new PlainErrors());
    server.setStopTimeout(TimeUnit.SECONDS.toMillis(10));
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setRequestHeaderSize(MAX_HEADERS);
    http.setUriCompliance(UriCompliance.UNSAFE);
    http.setSecurePort(port);
    HttpConnectionFactory http1 = new HttpConnectionFactory(http);
    HTTP2ServerConnectionFactory http2 = gathering(http);
    http2.setUseOutputDirectByteBuffers(false);
    http2.setUseInputDirectByteBuffers(false);
    http2.setMaxConcurrentStreams(250);
    http2.setInitialSessionRecvWindow(1024 * 1024);
    http2.setRateControlFactory(new WindowRateControl.Factory(MAX_CONTROL_FRAMES));
    ALPNServerConnectionFactory alpn = alpn();
    alpn.setDefaultProtocol(http1.getProtocol());
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setSslContext(context(identity));
    tls.setWantClientAuth(true);
    tls.setSniRequired(false);
    this.connector =
        new ServerConnector(
            server,
            null,
            null,
            buffers(),
            0,
            SELECTORS,
            new GatheringTls(tls, alpn.getProtocol()),
            alpn,
            http2,
            http1);
    connector.setHost(address);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_MILLIS);
    connector.setAcceptQueueSize(1024);
    this.heads = new HeadDeadline(headLimit);
    connector.addBean(heads, false);
    server.addConnector(connector);
  }

  /** Keeps large buffers for use again, too, but never many of them. */
  private static ByteBufferPool buffers() {
    return new ArrayByteBufferPool(
        0, 4096, GatheringTls.BUFFER, Integer.MAX_VALUE, KEPT_BUFFERS, KEPT_BUFFERS);
  }

  private static HTTP2ServerConnectionFactory gathering(HttpConfiguration http) {
    return new HTTP2ServerConnectionFactory(http) {
      @Override
      public Connection newConnection(Connector connector, EndPoint endPoint) {
        Connection connection = super.newConnection(connector, endPoint);
        if (connection instanceof HTTP2Connection http2) {
          http2.getSession().setWriteThreshold(GATHERED);
        }
        return connection;
      }
    };
  }

  private static ALPNServerConnectionFactory alpn() {
    return seenBy(
        JDK9ServerALPNProcessor.class, () -> new ALPNServerConnectionFactory("h2", "http/1.1"));
  }

  /**
   * Header fields are encoded ahead for HTTP/2 only if the encoder is found when this class is
   * first used; without it every answer over HTTP/2 would break the connection.
   */
  private static void loadFieldEncoders() {
    seenBy(HpackFieldPreEncoder.class, () -> new PreEncodedHttpField("Server", "Binnacle"));
  }

  /** Jetty finds its parts by the thread's class loader, which in OSGi has to be told. */
  private static <T> T seenBy(Class<?> part, Supplier<T> first) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(part.getClassLoader());
    try {
      return first.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static SSLContext context(ServingIdentity identity) throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        new KeyManager[] {identity.keyManager()},
        new TrustManager[] {new AnyClient(identity.clientCas().toArray(new X509Certificate[0]))},
        null);
    return context;
  }

  Scheduler scheduler() {
    return server.getScheduler();
  }

  ByteBufferPool bufferPool() {
    return connector.getByteBufferPool();
  }

  Executor executor() {
    return server.getThreadPool();
  }

  /**
   * Listens and serves.
   *
   * @throws IllegalStateException in one line, if the port is taken or not to be had
   */
  void start(Handler handler) {
    heads.setHandler(handler);
    server.setHandler(heads);
    try {
      connector.open();
    } catch (java.io.IOException e) {
      Throwable reason = e.getCause() instanceof BindException bind ? bind : e;
      throw new IllegalStateException(
          "cannot listen on " + address + ":" + connector.getPort() + ": " + reason.getMessage());
    }
    try {
      server.start();
      heads.start(server.getScheduler());
    } catch (Exception e) {
      LifeCycle.stop(server);
      throw new IllegalStateException("cannot serve: " + e.getMessage(), e);
    }
  }

  /** The port listened on. */
  int port() {
    return connector.getLocalPort();
  }

  /** Refuses new connections; those that are open go on with what they are at, and then close. */
  void stopAccepting() {
    connector.shutdown();
  }

  /** Closes all that is open. */
  void stop() throws Exception {
    server.setStopTimeout(0);
    pool.setStopTimeout(500);
    server.stop();
  }

  /** Takes any chain: possession of the key is proven by TLS, trust is decided later. */
  private static final class AnyClient extends X509ExtendedTrustManager {
    private final X509Certificate[] issuers;

    AnyClient(X509Certificate[] issuers) {
      this.issuers = issuers;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws java.security.cert.CertificateException {
      throw new java.security.cert.CertificateException("this is a server");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws java.security.cert.CertificateException {
      throw new java.security.cert.CertificateException("this is a server");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws java.security.cert.CertificateException {
      throw new java.security.cert.CertificateException("this is a server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return issuers.clone();
    }
  }
}
