package io.binnacle.resources.storage.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.TypeVersion;
import io.binnacle.schema.Conform;
import io.binnacle.schema.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** Takes the types of this bundle through what happens to a body before it is stored. */
final class Bench {
  static final RequestContext CREATE = RequestContext.server("v1");

  private final List<ResourceType> types;

  Bench(List<ResourceType> types) {
    this.types = types;
  }

  ResourceType type(String resource) {
    return types.stream()
        .filter(type -> type.resource().resource().equals(resource))
        .findFirst()
        .orElseThrow();
  }

  ResourceType typeOfKind(String kind) {
    return types.stream().filter(type -> type.kind().equals(kind)).findFirst().orElseThrow();
  }

  /** The body in the form of its schema, with its defaults. */
  Unstructured decode(ResourceType type, Unstructured body) {
    TypeVersion version = type.versions().get(0);
    Unstructured sent = body.deepCopy();
    sent.setDefault(type.kindIn(version.name()).apiVersion(), "apiVersion");
    sent.setDefault(type.kind(), "kind");
    Unstructured object =
        new Unstructured(Conform.to(version.schema()).apply(sent.content()).tree());
    type.strategy().applyDefaults(object);
    return object;
  }

  /** What would be stored, but for what the registry adds to the metadata. */
  Unstructured create(ResourceType type, Unstructured body) {
    Unstructured object = decode(type, body);
    if (type.strategy().tracksGeneration()) {
      object.set(1L, "metadata", "generation");
    }
    type.strategy().prepareForCreate(CREATE, object);
    return object;
  }

  static Object json(String resource) {
    try (InputStream stream = Bench.class.getResourceAsStream("/" + resource)) {
      return Objects.requireNonNull(Json.parse(Objects.requireNonNull(stream).readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A tree from JSON with single quotes in place of double ones. */
  static Unstructured tree(String json) {
    return Unstructured.of(
        Objects.requireNonNull(
            Json.parse(json.replace('\'', '"').getBytes(java.nio.charset.StandardCharsets.UTF_8))));
  }
}
