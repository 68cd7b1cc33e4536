package io.binnacle.rest.proxy;

import io.binnacle.api.status.StatusException;
import io.binnacle.api.type.Backend;
import io.binnacle.rest.answer.Exchange;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.client.HttpUpgrader;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.util.Callback;

/**
 * Asks another server for the protocol that the client wants to go over to. If it agrees, the two
 * connections are joined; if not, the client gets its answer.
 */
final class UpgradeRequest implements HttpUpgrader {
  private final Exchange exchange;
  private final Backend backend;
  private final String query;
  private final boolean webSocketTunnel;
  private final AtomicBoolean answered = new AtomicBoolean();

  private UpgradeRequest(
      Exchange exchange, Backend backend, String query, boolean webSocketTunnel) {
    this.exchange = exchange;
    this.backend = backend;
    this.query = query;
    this.webSocketTunnel = webSocketTunnel;
  }

  /** With the backend's own query. */
  static UpgradeRequest onward(Exchange exchange, Backend backend) {
    return new UpgradeRequest(
        exchange, backend, backend.query(), WebSocketTunnel.isAskedFor(exchange.request()));
  }

  /** With the client's query. */
  static UpgradeRequest proxied(Exchange exchange, Backend backend) {
    return new UpgradeRequest(exchange, backend, Outward.query(exchange), false);
  }

  void start(BackendClients clients) {
    String method = webSocketTunnel ? "POST" : exchange.request().getMethod();
    Request request = Outward.to(clients, exchange, backend, method, query);
    HttpFields.Mutable headers =
        HttpFields.build(ForwardedHeaders.ofRequest(exchange.request(), true));
    if (webSocketTunnel) {
      WebSocketTunnel.askForSpdy(headers);
    }
    request.headers(
        to -> {
          to.clear();
          to.add(headers);
        });
    HttpUpgrader.Factory factory = version -> this;
    request
        .attribute(HttpUpgrader.Factory.class.getName(), factory)
        .onResponseContentSource((response, source) -> refused(request, response, source))
        .send(this::ended);
  }

  @Override
  public void prepare(Request request) {
    // It has been made with all that the protocol needs.
  }

  @Override
  public void upgrade(Response response, EndPoint endPoint, Callback callback) {
    answered.set(true);
    EndPoint client = exchange.request().getConnectionMetaData().getConnection().getEndPoint();
    Framing framing = webSocketTunnel ? new WebSocketFraming() : Framing.NONE;
    Splice splice = new Splice(client, endPoint, exchange.pool(), framing);
    endPoint.upgrade(splice.backendEnd());
    exchange.response().setStatus(HttpStatus.SWITCHING_PROTOCOLS_101);
    HttpFields.Mutable to = exchange.response().getHeaders();
    if (webSocketTunnel) {
      WebSocketTunnel.accept(exchange.request(), response.getHeaders(), to);
    } else {
      ForwardedHeaders.answer(response.getHeaders(), to);
      to.put("Connection", "Upgrade");
      to.put("Upgrade", String.valueOf(response.getHeaders().get("Upgrade")));
    }
    exchange.request().setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, splice.clientEnd());
    exchange
        .response()
        .write(
            true,
            ByteBuffer.allocate(0),
            Callback.from(
                exchange.callback()::succeeded,
                failure -> {
                  splice.close();
                  exchange.callback().failed(failure);
                }));
    callback.succeeded();
  }

  private void refused(Request request, Response response, Content.Source source) {
    if (response.getStatus() == HttpStatus.SWITCHING_PROTOCOLS_101
        || !answered.compareAndSet(false, true)) {
      return;
    }
    ForwardedHeaders.answer(response.getHeaders(), exchange.response().getHeaders());
    exchange.head(response.getStatus(), "");
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

  private void ended(Result result) {
    if (!answered.compareAndSet(false, true)) {
      return;
    }
    if (result.getFailure() == null) {
      exchange.head(result.getResponse().getStatus(), "");
      exchange.response().write(true, ByteBuffer.allocate(0), exchange.callback());
    } else {
      exchange.fail(
          StatusException.unreasoned(
              "error dialing backend: " + DialFailure.words(backend, result.getFailure())));
    }
  }
}
