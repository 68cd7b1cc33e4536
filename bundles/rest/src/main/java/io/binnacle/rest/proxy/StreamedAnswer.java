package io.binnacle.rest.proxy;

import io.binnacle.api.object.GroupResource;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.type.Backend;
import io.binnacle.rest.answer.Exchange;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;

/**
 * Passes on what another server answers to a GET, as plain text and as it comes. What comes is read
 * as fast as the client takes it. An answer that is no success becomes a Status.
 */
final class StreamedAnswer {
  private static final int MAX_ERROR = 50_000;

  private final Exchange exchange;
  private final Backend backend;
  private final GroupResource resource;
  private final String name;
  private final boolean webSocket;
  private final AtomicBoolean answered = new AtomicBoolean();

  /**
   * @param resource the resource with the subresource, and
   * @param name the object's name, for errors
   * @param webSocket whether the client has asked for messages of a WebSocket
   */
  StreamedAnswer(
      Exchange exchange, Backend backend, GroupResource resource, String name, boolean webSocket) {
    this.exchange = exchange;
    this.backend = backend;
    this.resource = resource;
    this.name = name;
    this.webSocket = webSocket;
  }

  void start(BackendClients clients) {
    Request request = Outward.to(clients, exchange, backend, "GET", backend.query());
    request
        .headers(headers -> headers.remove("Accept-Encoding"))
        .onResponseContentSource((response, source) -> answer(request, response, source))
        .send(this::ended);
  }

  private void answer(Request request, Response response, Content.Source source) {
    if (!answered.compareAndSet(false, true)) {
      return;
    }
    int code = response.getStatus();
    if (code < 200 || code > 206) {
      refuse(code, source);
      return;
    }
    if (webSocket) {
      upgrade(request, source);
      return;
    }
    exchange.head(200, "text/plain");
    Callback done =
        Callback.from(
            exchange.callback()::succeeded,
            failure -> {
              request.abort(failure);
              exchange.callback().failed(failure);
            });
    // The client learns at once that its stream is on, even where nothing has been written yet.
    exchange
        .response()
        .write(
            false,
            ByteBuffer.allocate(0),
            Callback.from(() -> Content.copy(source, exchange.response(), done), done::failed));
  }

  private void upgrade(Request request, Content.Source source) {
    String protocol = WebSocketText.choose(exchange.request().getHeaders());
    exchange.response().setStatus(HttpStatus.SWITCHING_PROTOCOLS_101);
    WebSocketTunnel.accept(exchange.request(), protocol, exchange.response().getHeaders());
    exchange
        .request()
        .setAttribute(
            HttpStream.UPGRADE_CONNECTION_ATTRIBUTE,
            new WebSocketText(
                exchange.request().getConnectionMetaData().getConnection().getEndPoint(),
                exchange.pool(),
                request,
                source,
                protocol));
    exchange
        .response()
        .write(
            true,
            ByteBuffer.allocate(0),
            Callback.from(
                exchange.callback()::succeeded,
                failure -> {
                  request.abort(failure);
                  exchange.callback().failed(failure);
                }));
  }

  private void refuse(int code, Content.Source source) {
    Content.Source.asByteArrayAsync(
        source,
        MAX_ERROR,
        new Promise.Invocable<byte[]>() {
          @Override
          public void succeeded(byte[] body) {
            String text = new String(body, StandardCharsets.UTF_8);
            exchange.fail(ForeignError.of(code, resource, name, text));
          }

          @Override
          public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
          }

          @Override
          public void failed(Throwable failure) {
            exchange.fail(ForeignError.of(code, resource, name, ""));
          }
        });
  }

  private void ended(Result result) {
    if (!answered.compareAndSet(false, true)) {
      return;
    }
    Throwable failure = result.getFailure();
    if (failure == null) {
      exchange.head(200, "text/plain");
      exchange.response().write(true, ByteBuffer.allocate(0), exchange.callback());
      return;
    }
    String query = backend.query().isEmpty() ? "" : "?" + backend.query();
    exchange.fail(
        StatusException.unreasoned(
            "Get \""
                + backend.scheme()
                + "://"
                + DialFailure.authority(backend)
                + GoPath.escape(backend.path())
                + query
                + "\": "
                + DialFailure.words(backend, failure)));
  }
}
