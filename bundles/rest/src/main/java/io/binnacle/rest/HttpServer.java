package io.binnacle.rest;

import io.binnacle.api.auth.Gate;
import io.binnacle.api.auth.ServiceAccountIssuer;
import io.binnacle.api.auth.ServingIdentity;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.rest.discovery.Discovery;
import io.binnacle.rest.discovery.OpenApiV3;
import io.binnacle.rest.metrics.MetricServices;
import io.binnacle.rest.metrics.MetricsPage;
import io.binnacle.rest.metrics.RequestMetrics;
import io.binnacle.rest.metrics.WatchMetrics;
import io.binnacle.rest.proxy.BackendClients;
import io.binnacle.rest.proxy.BackendTls;
import io.binnacle.rest.proxy.Handover;
import io.binnacle.rest.resource.OpenWatches;
import io.binnacle.rest.resource.ResourceHandler;
import io.binnacle.rest.resource.Routes;
import io.binnacle.rest.resource.ServeWatch;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server. Listens from activation on; when all that is needed is there, a service with the
 * property {@code binnacle.serving} tells the URL. Stores come and go while it runs, and their
 * paths with them. Deactivated, it ends watches, lets requests in flight finish, and stops.
 */
@Component(
    service = {},
    immediate = true,
    configurationPid = "io.binnacle.rest",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class HttpServer {
  /** Service property: the URL that is served. */
  public static final String SERVING = "binnacle.serving";

  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final long DRAIN_MILLIS = 10_000;

  /** The configuration, PID {@code io.binnacle.rest}. */
  public @interface Settings {
    String bindAddress() default "127.0.0.1";

    /** 0 takes a free port. */
    int securePort() default 6443;

    /** The address under which others reach the server, "" for the one listened on. */
    String advertiseAddress() default "";

    /** Requests that only read, watches left out; above it 429. 0: no limit. */
    int maxRequestsInflight() default 400;

    /** Requests that write; above it 429. 0: no limit. */
    int maxMutatingRequestsInflight() default 200;

    /** How long a client may take to send a request's body; then 504. */
    int requestTimeoutSeconds() default 60;

    /** How long a client may take over a handshake or a request's head; then it is cut off. */
    int requestHeadTimeoutSeconds() default 32;

    /** The authorities that kubelets' certificates are verified by, PEM; "" to verify none. */
    String kubeletCertificateAuthority() default "";

    /** The certificate shown to kubelets, PEM; "" for none. */
    String kubeletClientCertificate() default "";

    /** The key of that certificate, PEM. */
    String kubeletClientKey() default "";

    /** How long connecting to a kubelet may take; 0 for ever. */
    int kubeletTimeoutSeconds() default 5;

    /** The hooks without which the server is not ready. */
    String[] postStartHooks() default {
      "rbac/bootstrap-roles", "start-system-namespaces-controller", "bootstrap-controller"
    };
  }

  private final BundleContext context;
  private final Routes routes = new Routes();
  private final InflightLimit reading;
  private final InflightLimit mutating;
  private final OpenWatches watches;
  private final ServiceHealth health;
  private final Listener listener;
  private final BackendClients backends;
  private final String url;

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  volatile @Nullable ServiceAccountIssuer issuer;

  private volatile boolean stopped;
  private @Nullable ServiceRegistration<?> announced;

  @Activate
  public HttpServer(
      BundleContext context,
      Settings settings,
      @Reference Gate gate,
      @Reference ServingIdentity identity)
      throws GeneralSecurityException {
    this.context = context;
    this.reading = new InflightLimit(settings.maxRequestsInflight());
    this.mutating = new InflightLimit(settings.maxMutatingRequestsInflight());
    this.health =
        new ServiceHealth(
            context,
            routes,
            Stream.of(String.join(",", settings.postStartHooks()).split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList());
    this.listener =
        new Listener(
            settings.bindAddress(),
            settings.securePort(),
            threads(settings.maxRequestsInflight(), settings.maxMutatingRequestsInflight()),
            Duration.ofSeconds(settings.requestHeadTimeoutSeconds()),
            identity);
    this.watches = new OpenWatches(listener.scheduler());
    this.backends =
        new BackendClients(
            new BackendTls(
                settings.kubeletCertificateAuthority(),
                settings.kubeletClientCertificate(),
                settings.kubeletClientKey()),
            Duration.ofSeconds(settings.kubeletTimeoutSeconds()),
            listener.executor(),
            listener.scheduler(),
            listener.bufferPool());
    try {
      listener.start(handler(gate, settings));
    } catch (IllegalStateException e) {
      LOG.error(e.getMessage());
      throw e;
    }
    this.url = "https://" + host(settings.bindAddress()) + ":" + listener.port();
    LOG.debug("listening on {}", url);
    watches.start();
    announceWhenReady();
  }

  private static String address(Settings settings) {
    String advertised = settings.advertiseAddress();
    return host(advertised.isEmpty() ? settings.bindAddress() : advertised);
  }

  private ApiHandler handler(Gate gate, Settings settings) {
    String address = address(settings);
    RequestMetrics metrics = new RequestMetrics();
    WatchMetrics watchMetrics = new WatchMetrics();
    ServeWatch serveWatch = new ServeWatch(watches, listener.executor(), watchMetrics);
    FixedPaths fixed =
        new FixedPaths(
            routes,
            new Discovery(routes),
            new OpenApiV3(routes),
            health,
            new MetricsPage(
                reading::current,
                mutating::current,
                watches::count,
                metrics,
                watchMetrics,
                new MetricServices(context)),
            new IssuerPages(() -> issuer, () -> address + ":" + listener.port()));
    return new ApiHandler(
        gate,
        new ResourceHandler(routes, serveWatch, new Handover(backends)),
        fixed,
        metrics,
        reading,
        mutating,
        listener.executor(),
        Duration.ofSeconds(settings.requestTimeoutSeconds()));
  }

  /** A thread for each request that may block; with no limit as many as are good for anything. */
  private static int threads(int readOnly, int writing) {
    return (readOnly > 0 ? readOnly : 1000) + (writing > 0 ? writing : 1000);
  }

  private static String host(String address) {
    if (address.equals("0.0.0.0") || address.equals("::")) {
      return "127.0.0.1";
    }
    return address.contains(":") ? "[" + address + "]" : address;
  }

  private void announceWhenReady() {
    if (stopped) {
      return;
    }
    if (!isReady()) {
      listener.scheduler().schedule(this::announceWhenReady, 10, TimeUnit.MILLISECONDS);
      return;
    }
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put(SERVING, url);
    synchronized (this) {
      if (!stopped) {
        announced = context.registerService(Object.class, new Object(), properties);
      }
    }
  }

  /** Services come and go while the server starts, so a failed look is just no yes. */
  private boolean isReady() {
    try {
      return health.isReady();
    } catch (RuntimeException e) {
      LOG.debug("readiness cannot be told yet", e);
      return false;
    }
  }

  /** A type is served from now on. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unregisterResourceHandlers")
  void registerResourceHandlers(ResourceStore store) {
    routes.registerResourceHandlers(store);
  }

  void unregisterResourceHandlers(ResourceStore store) {
    routes.unregisterResourceHandlers(store);
  }

  @Deactivate
  void stop() throws Exception {
    synchronized (this) {
      stopped = true;
      if (announced != null) {
        announced.unregister();
      }
    }
    health.shutdown();
    listener.stopAccepting();
    watches.stop();
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DRAIN_MILLIS);
    while (isBusy() && System.nanoTime() - deadline < 0) {
      Thread.sleep(5);
    }
    backends.stop();
    listener.stop();
  }

  private boolean isBusy() {
    return reading.current() > 0 || mutating.current() > 0 || watches.count() > 0;
  }

  /** The URL that is served. */
  String url() {
    return url;
  }
}
