package io.binnacle.rest;

import io.binnacle.api.auth.Authenticator;
import io.binnacle.api.auth.Authorizer;
import io.binnacle.api.auth.Gate;
import io.binnacle.api.auth.UserInfo;
import io.binnacle.api.status.StatusException;
import io.binnacle.rest.answer.Exchange;
import io.binnacle.rest.metrics.RequestMetrics;
import io.binnacle.rest.request.Query;
import io.binnacle.rest.request.RequestInfo;
import io.binnacle.rest.request.RequestTimeout;
import io.binnacle.rest.resource.ResourceHandler;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The way of every request: who is it, is there room for it, may they; only then is a byte of the
 * body read. Runs on the thread that the request came in on, which serves other connections too:
 * what may block, or takes long, goes on on the pool.
 */
final class ApiHandler extends Handler.Abstract.NonBlocking {
  private static final Set<String> ALWAYS_ALLOWED = Set.of("/healthz", "/livez", "/readyz");

  /** How much of a client's audit id is sent back. */
  private static final int MAX_AUDIT_ID = 64;

  private final Gate gate;
  private final ResourceHandler resources;
  private final FixedPaths fixed;
  private final RequestMetrics metrics;
  private final InflightLimit reading;
  private final InflightLimit mutating;
  private final Executor pool;
  private final Duration bodyLimit;

  ApiHandler(
      Gate gate,
      ResourceHandler resources,
      FixedPaths fixed,
      RequestMetrics metrics,
      InflightLimit reading,
      InflightLimit mutating,
      Executor pool,
      Duration bodyLimit) {
    this.gate = gate;
    this.resources = resources;
    this.fixed = fixed;
    this.metrics = metrics;
    this.reading = reading;
    this.mutating = mutating;
    this.pool = pool;
    this.bodyLimit = bodyLimit;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    long started = System.nanoTime();
    String queryText = request.getHttpURI().getQuery();
    Query query = Query.parse(queryText == null ? "" : queryText);
    RequestInfo info =
        RequestInfo.of(request.getMethod(), String.valueOf(request.getHttpURI().getPath()), query);
    String audit = request.getHeaders().get("Audit-ID");
    response.getHeaders().put("Audit-Id", audit == null ? randomId() : shortened(audit));
    InflightLimit limit = limitOf(info);
    AtomicBoolean entered = new AtomicBoolean(limit != null && limit.enter());
    Runnable leave =
        () -> {
          if (limit != null && entered.getAndSet(false)) {
            limit.leave();
          }
        };
    Callback counted =
        Callback.from(
            callback,
            () -> {
              leave.run();
              metrics.record(
                  labels(info, response.getStatus()),
                  response.getStatus(),
                  info.isLongRunning() ? -1 : System.nanoTime() - started);
            });
    Exchange exchange = new Exchange(request, response, counted, info, query, pool, bodyLimit);
    try {
      RequestTimeout.check(info, query);
      exchange.identified(gate.identify(credentials(request), headers(request)));
      if (limit != null && !entered.get()) {
        throw StatusException.tooManyRequests("Too many requests, please try again later.", 1);
      }
      authorize(exchange, info.verb());
      exchange.creatingAsks(() -> authorize(exchange, "create"));
      if (isWithoutBody(request, info)) {
        exchange.ignoringBody(() -> serve(exchange));
      } else {
        serve(exchange);
      }
    } catch (RuntimeException | Error e) {
      // The answer may have to wait for the rest of the body, which must not keep others out.
      leave.run();
      exchange.fail(e);
    }
    return true;
  }

  private void serve(Exchange exchange) {
    if (exchange.info().resourceRequest()) {
      resources.serve(exchange);
    } else {
      exchange.dispatch(() -> fixed.serve(exchange));
    }
  }

  /** What is handed on is handed on with its body. */
  private static boolean isWithoutBody(Request request, RequestInfo info) {
    boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    return reads && !info.subresource().equals("proxy");
  }

  /** What lasts is not limited; nor is what tells of the server's health. */
  private @Nullable InflightLimit limitOf(RequestInfo info) {
    if (info.isLongRunning() || !info.resourceRequest()) {
      return null;
    }
    return info.isReadOnly() ? reading : mutating;
  }

  private void authorize(Exchange exchange, String verb) {
    RequestInfo info = exchange.info();
    if (ALWAYS_ALLOWED.contains(info.path())) {
      return;
    }
    UserInfo user = exchange.user();
    Authorizer.Decision decision = gate.authorize(Forbidden.attributes(info, verb, user));
    if (!decision.isAllowed()) {
      exchange.response().getHeaders().put("X-Content-Type-Options", "nosniff");
      throw Forbidden.refusal(info, verb, user, decision.reason());
    }
  }

  private static Authenticator.Credentials credentials(Request request) {
    String header = request.getHeaders().get("Authorization");
    String token = "";
    if (header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)) {
      token = header.substring(7).strip();
    }
    EndPoint.SslSessionData session =
        request.getConnectionMetaData().getConnection().getEndPoint().getSslSessionData();
    X509Certificate[] chain = session == null ? null : session.peerCertificates();
    return new Authenticator.Credentials(token, chain == null ? List.of() : List.of(chain));
  }

  private static Map<String, List<String>> headers(Request request) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (HttpField field : request.getHeaders()) {
      headers
          .computeIfAbsent(field.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>(1))
          .add(field.getValue() == null ? "" : field.getValue());
    }
    return headers;
  }

  /** Paths that are nobody's are counted together, so that clients can't invent metrics. */
  private static RequestMetrics.Labels labels(RequestInfo info, int code) {
    if (info.resourceRequest() && (code == 404 || code == 401 || code == 403)) {
      return new RequestMetrics.Labels(info.verb().toUpperCase(Locale.ROOT), "", "", "", "", "");
    }
    String scope =
        !info.resourceRequest()
            ? ""
            : !info.pathName().isEmpty()
                ? "resource"
                : info.namespace().isEmpty() ? "cluster" : "namespace";
    return new RequestMetrics.Labels(
        info.resourceRequest() ? info.verb().toUpperCase(Locale.ROOT) : fixedVerb(info),
        info.group(),
        info.version(),
        info.resource(),
        info.subresource(),
        scope);
  }

  /** Methods that nobody knows are counted together, so that clients can't invent metrics. */
  private static String fixedVerb(RequestInfo info) {
    return switch (info.verb()) {
      case "get", "post", "put", "patch", "delete", "head", "options" ->
          info.verb().toUpperCase(Locale.ROOT);
      default -> "OTHER";
    };
  }

  private static String shortened(String audit) {
    return audit.length() > MAX_AUDIT_ID ? audit.substring(0, MAX_AUDIT_ID) : audit;
  }

  /** An id to find the request by; it need not be secret. */
  private static String randomId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new UUID(
            random.nextLong() & 0xffffffffffff0fffL | 0x4000L,
            random.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L)
        .toString();
  }
}
