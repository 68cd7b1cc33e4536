package io.binnacle.crd;

import io.binnacle.api.object.Unstructured;
import io.binnacle.crd.structural.Structural;
import io.binnacle.schema.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Trees and schemas from JSON, for tests. */
public final class Trees {
  private Trees() {}

  /** JSON with single quotes in place of double ones. */
  public static Unstructured tree(String json) {
    return Unstructured.of(value(json));
  }

  /** As {@link #tree}, any value. */
  public static Object value(String json) {
    byte[] text = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return Objects.requireNonNull(Json.parse(text));
  }

  /** A schema of an object with the given properties. */
  public static Structural schema(String properties) {
    return Structural.of(tree("{'type':'object','properties':{" + properties + "}}").content());
  }

  /** What a test resource holds. */
  public static Object resource(String name) {
    try (InputStream stream = Trees.class.getResourceAsStream("/" + name)) {
      return Objects.requireNonNull(
          Json.parse(Objects.requireNonNull(stream, name).readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
