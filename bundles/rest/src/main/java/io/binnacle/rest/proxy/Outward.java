package io.binnacle.rest.proxy;

import io.binnacle.api.status.StatusException;
import io.binnacle.api.type.Backend;
import io.binnacle.rest.answer.Exchange;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;

/** The request to another server that a client's request becomes. */
final class Outward {
  /** How long nothing may happen on a connection that is open for as long as its ends like. */
  static final long IDLE_HOURS = 4;

  private Outward() {}

  /**
   * A request that ends when the client goes.
   *
   * @param query without the question mark, "" for none
   * @throws StatusException ServiceUnavailable if the port is none
   */
  static Request to(
      BackendClients clients, Exchange exchange, Backend backend, String method, String query) {
    HttpClient client = clients.of(backend.trust());
    String path = backend.path().isEmpty() ? "/" : GoPath.escape(GoPath.clean(backend.path()));
    Request request =
        client
            .newRequest(backend.host(), port(backend))
            .scheme(backend.scheme())
            .method(method)
            .path(query.isEmpty() ? path : path + "?" + GoPath.safeQuery(query))
            .idleTimeout(IDLE_HOURS, TimeUnit.HOURS);
    exchange.request().addFailureListener(request::abort);
    // A quiet log is no idle connection.
    exchange.request().addIdleTimeoutListener(timeout -> false);
    return request;
  }

  /** The query of the client's request as sent. */
  static String query(Exchange exchange) {
    String query = exchange.request().getHttpURI().getQuery();
    return query == null ? "" : query;
  }

  private static int port(Backend backend) {
    String port = DialFailure.port(backend);
    try {
      int number = Integer.parseInt(port);
      if (number >= 0 && number <= 0xFFFF) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw unknown(backend, "lookup tcp/" + port + ": unknown port");
    }
    throw unknown(backend, "address " + port + ": invalid port");
  }

  private static StatusException unknown(Backend backend, String why) {
    return backend.trust() == Backend.Trust.ENDPOINT
        ? StatusException.serviceUnavailable("error trying to reach service: dial tcp: " + why)
        : StatusException.unreasoned("error dialing backend: dial tcp: " + why);
  }
}
