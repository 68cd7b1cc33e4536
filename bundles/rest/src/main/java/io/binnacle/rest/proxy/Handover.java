package io.binnacle.rest.proxy;

import io.binnacle.api.object.GroupResource;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.type.Backend;
import io.binnacle.api.type.Connector;
import io.binnacle.api.type.Subresource;
import io.binnacle.rest.answer.Exchange;
import io.binnacle.rest.request.RequestInfo;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpVersion;

/** Answers requests for {@link Subresource.Connect} by handing them on. Thread-safe. */
public final class Handover {
  private static final Set<String> PROXIED =
      Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");

  private final BackendClients clients;

  public Handover(BackendClients clients) {
    this.clients = clients;
  }

  /** Whether a request of that method is answered. */
  public static boolean takes(Subresource.Connect connect, String method) {
    return switch (connect.manner()) {
      case STREAM -> method.equals("GET");
      case UPGRADE -> method.equals("GET") || method.equals("POST");
      case PROXY -> PROXIED.contains(method);
    };
  }

  /**
   * The decoded path below the subresource's, "" for none.
   *
   * @param info of a request for a subresource
   */
  public static String pathBelow(RequestInfo info) {
    List<String> below = info.parts().subList(3, info.parts().size());
    String path = String.join("/", below);
    if (!path.isEmpty() && !path.startsWith("/")) {
      path = "/" + path;
    }
    return info.path().endsWith("/") && !path.endsWith("/") ? path + "/" : path;
  }

  /** Hands a request on, which has been authorized. Blocks only as the connector does. */
  public void serve(Exchange exchange, Subresource.Connect connect, Connector.Call call) {
    if (connect.manner() == Subresource.Manner.UPGRADE) {
      exchange.mayCreate().run();
    }
    Optional<Backend> found = connect.connector().locate(call);
    if (found.isEmpty()) {
      exchange.empty(204);
      return;
    }
    Backend backend = found.get();
    boolean upgrade = isUpgrade(exchange);
    switch (connect.manner()) {
      case STREAM ->
          new StreamedAnswer(
                  exchange,
                  backend,
                  what(call, connect),
                  call.name(),
                  upgrade && exchange.header("Upgrade").equalsIgnoreCase("websocket"))
              .start(clients);
      case UPGRADE -> {
        if (!upgrade) {
          throw StatusException.badRequest("Upgrade request required");
        }
        UpgradeRequest.onward(exchange, backend).start(clients);
      }
      case PROXY -> {
        if (upgrade) {
          UpgradeRequest.proxied(exchange, backend).start(clients);
        } else {
          new ProxiedRequest(exchange, backend).start(clients);
        }
      }
    }
  }

  private static GroupResource what(Connector.Call call, Subresource.Connect connect) {
    GroupResource resource = call.store().type().resource();
    return new GroupResource(resource.group(), resource.resource() + "/" + connect.name());
  }

  private static boolean isUpgrade(Exchange exchange) {
    return exchange.request().getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1
        && !exchange.header("Upgrade").isEmpty()
        && exchange.request().getHeaders().getValuesList("Connection").stream()
            .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains("upgrade"));
  }
}
