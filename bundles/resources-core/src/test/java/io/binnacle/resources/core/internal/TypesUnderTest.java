package io.binnacle.resources.core.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.type.ResourceType;
import io.binnacle.resources.core.internal.connect.ConnectSubresources;
import io.binnacle.resources.core.internal.connect.Peers;
import io.binnacle.resources.core.internal.service.AddressClaims;
import io.binnacle.resources.core.internal.service.PortRange;
import io.binnacle.resources.core.internal.service.ServiceAllocations;
import io.binnacle.resources.core.internal.service.ServiceNetworks;
import io.binnacle.resources.core.internal.service.ServiceStrategy;
import io.binnacle.resources.core.internal.strategy.PodStrategy;
import io.binnacle.resources.core.internal.token.TokenRequest;
import io.binnacle.resources.core.internal.token.TokenServices;
import io.binnacle.schema.Conform;
import io.binnacle.schema.Defaults;
import io.binnacle.schema.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The types of the bundle as the server would have them, with Services kept in memory. */
final class TypesUnderTest {
  static final RequestContext CONTEXT = RequestContext.server("v1");

  final ServicesInMemory services = new ServicesInMemory();
  final Map<String, ResourceType> byResource = new LinkedHashMap<>();

  TypesUnderTest() {
    ServiceAllocations allocations =
        new ServiceAllocations(
            ServiceNetworks.parse("10.0.0.0/16"),
            new AddressClaims(InstantSource.system()),
            PortRange.parse("30000-32767"),
            new Random(42),
            InstantSource.system());
    allocations.follow(services.store());
    List<ResourceType> types =
        new ConnectSubresources(new Peers(), List.of("InternalIP"), new Random(42))
            .addTo(
                CoreTypes.tables(
                    new PodStrategy(true),
                    new ServiceStrategy(allocations),
                    (context, namespace, body) -> body,
                    new DisruptionBudgets(InstantSource.system()),
                    new TokenRequest(new TokenServices()),
                    3600,
                    InstantSource.system()))
            .build();
    types.forEach(type -> byResource.put(type.resource().toString(), type));
  }

  ResourceType ofKind(String apiVersion, String kind) {
    return byResource.values().stream()
        .filter(t -> t.kind().equals(kind) && apiVersion(t).equals(apiVersion))
        .findFirst()
        .orElseThrow();
  }

  private static String apiVersion(ResourceType type) {
    return type.kindIn(type.storageVersion()).apiVersion();
  }

  /** What the server makes of a body before anything that only a new object gets. */
  static Unstructured decoded(ResourceType type, Map<String, ?> body) {
    Unstructured object =
        new Unstructured(Conform.to(type.versions().get(0).schema()).apply(body).tree());
    object.set(apiVersion(type), "apiVersion");
    object.set(type.kind(), "kind");
    Defaults.apply(type.versions().get(0).schema(), object.content());
    type.strategy().applyDefaults(object);
    return object;
  }

  static String resource(String name) {
    try (InputStream stream = TypesUnderTest.class.getResourceAsStream("/" + name)) {
      if (stream == null) {
        throw new IllegalArgumentException("no test resource " + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> json(String text) {
    return (Map<String, Object>) Json.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
