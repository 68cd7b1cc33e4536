package io.binnacle.resources.core.internal.token;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.schema.StructType;
import io.binnacle.schema.ownership.FieldOwnership;
import io.binnacle.schema.ownership.OwnershipRequest;
import io.binnacle.schema.ownership.VersionConverter;
import io.binnacle.schema.table.TypeTables;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The managedFields of a token request, which is answered like an object. Thread-safe. */
final class TokenManagers {
  private static final String VERSION = "authentication.k8s.io/v1";

  private final FieldOwnership ownership =
      FieldOwnership.of("TokenRequest", this::schema, VersionConverter.NONE);
  private @Nullable StructType schema;

  /** Puts them into a request that is just as it was asked, but for its defaults. */
  void put(RequestContext context, Unstructured request, String now) {
    OwnershipRequest made =
        new OwnershipRequest(VERSION, context.subresource(), context.fieldManager(), Map.of(), now);
    ownership.afterUpdate(made, null, request, null);
  }

  private synchronized @Nullable StructType schema(String version) {
    if (!version.equals(VERSION)) {
      return null;
    }
    if (schema == null) {
      schema =
          TypeTables.read(TokenManagers.class, "authentication.k8s.io_v1")
              .struct("io.k8s.api.authentication.v1.TokenRequest");
    }
    return schema;
  }
}
