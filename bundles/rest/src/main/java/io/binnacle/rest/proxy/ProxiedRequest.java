package io.binnacle.rest.proxy;

import io.binnacle.api.status.StatusException;
import io.binnacle.api.type.Backend;
import io.binnacle.rest.answer.Exchange;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;

/**
 * Passes a whole HTTP request on to another server and its answer back. Either side is read only as
 * fast as the other takes it.
 */
final class ProxiedRequest {
  private final Exchange exchange;
  private final Backend backend;
  private final ProxyPaths paths;
  private final AtomicBoolean answered = new AtomicBoolean();

  ProxiedRequest(Exchange exchange, Backend backend) {
    this.exchange = exchange;
    this.backend = backend;
    this.paths = new ProxyPaths(exchange.info().path(), backend.path());
  }

  void start(BackendClients clients) {
    String method = exchange.request().getMethod();
    String query = Outward.query(exchange);
    if (backend.path().isEmpty() && (method.equals("GET") || method.equals("HEAD"))) {
      // Relative links of a page only work below a path that ends with a slash.
      String below = GoPath.escape(exchange.info().path()) + "/";
      exchange
          .response()
          .getHeaders()
          .put("Location", query.isEmpty() ? below : below + "?" + GoPath.safeQuery(query));
      exchange.empty(301);
      return;
    }
    Request request = Outward.to(clients, exchange, backend, method, query);
    HttpFields headers = ForwardedHeaders.ofRequest(exchange.request(), false);
    request.headers(
        to -> {
          to.clear();
          to.add(headers);
          to.put("X-Forwarded-Uri", paths.forwardedUri());
        });
    request.body(ForwardedBody.of(exchange.takeBody()));
    request
        .onResponseContentSource((response, source) -> answer(request, response, source))
        .send(this::ended);
  }

  private void answer(Request request, Response response, Content.Source source) {
    if (!answered.compareAndSet(false, true)) {
      return;
    }
    head(response);
    Content.copy(
        source,
        exchange.response(),
        Callback.from(
            exchange.callback()::succeeded,
            failure -> {
              request.abort(failure);
              exchange.callback().failed(failure);
            }));
  }

  private void head(Response response) {
    HttpFields.Mutable to = exchange.response().getHeaders();
    ForwardedHeaders.answer(response.getHeaders(), to);
    String location = to.get("Location");
    if (location != null && !location.isEmpty()) {
      to.put(
          "Location",
          paths.rewrite(location, DialFailure.authority(backend), exchange.header("Host")));
    }
    exchange.head(response.getStatus(), "");
  }

  private void ended(Result result) {
    if (!answered.compareAndSet(false, true)) {
      return;
    }
    if (result.getFailure() == null) {
      head(result.getResponse());
      exchange.response().write(true, ByteBuffer.allocate(0), exchange.callback());
    } else {
      exchange.fail(
          StatusException.serviceUnavailable(
              "error trying to reach service: " + DialFailure.words(backend, result.getFailure())));
    }
  }
}
