package io.binnacle.rest.discovery;

import io.binnacle.rest.answer.Exchange;
import io.binnacle.rest.request.AcceptClause;
import org.jspecify.annotations.Nullable;

/** The forms of OpenAPI documents. */
enum OpenApiMedia {
  JSON,
  PROTOBUF;

  private static final String PREFIX = "application/com.github.proto-openapi.spec.";

  /**
   * What the client likes best, null if it takes neither.
   *
   * @param version such as {@code v2}; the media type's name has a dot or, as it once had, an at
   *     sign behind it
   */
  static @Nullable OpenApiMedia of(Exchange exchange, String version) {
    String accept = exchange.header("Accept");
    if (accept.isBlank()) {
      return JSON;
    }
    for (AcceptClause clause : AcceptClause.parse(accept)) {
      String type = clause.type();
      if (type.equals("*/*") || type.equals("application/*") || type.equals("application/json")) {
        return JSON;
      }
      if (type.equals(PREFIX + version + ".v1.0+protobuf")
          || type.equals(PREFIX + version + "@v1.0+protobuf")) {
        return PROTOBUF;
      }
    }
    return null;
  }

  String contentType(String version) {
    return this == JSON ? "application/json" : PREFIX + version + ".v1.0+protobuf";
  }
}
