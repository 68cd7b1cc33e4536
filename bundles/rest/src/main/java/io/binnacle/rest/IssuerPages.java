package io.binnacle.rest;

import io.binnacle.api.auth.ServiceAccountIssuer;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import io.binnacle.rest.answer.Exchange;
import io.binnacle.rest.resource.ResourceHandler;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells others how to check the tokens of service accounts: {@code
 * /.well-known/openid-configuration} and {@code /openid/v1/jwks}, see KEP-1393.
 */
final class IssuerPages {
  private static final String CONFIGURATION = "/.well-known/openid-configuration";
  private static final String KEY_SET = "/openid/v1/jwks";

  private final Supplier<@Nullable ServiceAccountIssuer> issuer;
  private final Supplier<String> address;

  /**
   * @param issuer who signs, null while there is nobody
   * @param address host and port under which the server is reached
   */
  IssuerPages(Supplier<@Nullable ServiceAccountIssuer> issuer, Supplier<String> address) {
    this.issuer = issuer;
    this.address = address;
  }

  /** The paths, as {@code GET /} lists them. */
  List<String> paths() {
    return List.of(CONFIGURATION, KEY_SET);
  }

  void serve(Exchange exchange) {
    String path = exchange.info().path();
    String page = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    ServiceAccountIssuer known = issuer.get();
    if (known == null || !paths().contains(page)) {
      exchange.pageNotFound();
      return;
    }
    if (!exchange.request().getMethod().equals("GET")) {
      throw ResourceHandler.methodNotAllowed();
    }
    if (page.equals(CONFIGURATION)) {
      requireAccepted(exchange, "application/json");
      answer(exchange, "application/json", known.configuration(address.get()));
    } else {
      requireAccepted(exchange, "application/jwk-set+json");
      answer(exchange, "application/jwk-set+json", known.keySet());
    }
  }

  private static void answer(Exchange exchange, String type, Optional<byte[]> body) {
    if (body.isEmpty()) {
      exchange.pageNotFound();
      return;
    }
    exchange.response().getHeaders().put("Cache-Control", "public, max-age=3600");
    exchange.raw(200, type, body.get(), false);
  }

  private static void requireAccepted(Exchange exchange, String type) {
    String accepted = exchange.header("Accept");
    if (accepted.isBlank()) {
      return;
    }
    for (String clause : accepted.split(",", -1)) {
      String wanted = clause.split(";", 2)[0].strip();
      if (wanted.equals(type) || wanted.equals("*/*")) {
        return;
      }
    }
    throw new StatusException(
        Reason.NOT_ACCEPTABLE,
        Reason.NOT_ACCEPTABLE.code(),
        "406: Not Acceptable\n\nAvailable representations: " + type,
        StatusException.Details.of("", "", ""));
  }
}
