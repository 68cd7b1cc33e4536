package io.binnacle.schema.record;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.schema.StructType;
import io.binnacle.schema.json.JsonException;
import io.binnacle.schema.json.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The schema of one version's objects in OpenAPI v3, as {@code openAPIV3Schema} of a
 * CustomResourceDefinition has it, in YAML or JSON; {@link OpenApiStruct} says what it may use. The
 * author's functions see such objects as trees. Immutable.
 */
public final class SchemaFile implements ObjectForm<Unstructured> {
  private static final Set<String> NOT_THE_AUTHORS = Set.of("apiVersion", "kind", "metadata");

  private final String name;
  private final Map<String, @Nullable Object> schema;

  private SchemaFile(String name, Map<String, @Nullable Object> schema) {
    this.name = name;
    this.schema = schema;
  }

  /**
   * Reads a file that stands beside a class in its bundle.
   *
   * @throws IllegalArgumentException if there is no such file or it holds no schema
   */
  public static SchemaFile beside(Class<?> type, String name) {
    try (InputStream file = type.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalArgumentException("there is no " + name + " beside " + type.getName());
      }
      return parse(name, file.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a schema.
   *
   * @param name what messages call it
   * @throws IllegalArgumentException if it is none
   */
  public static SchemaFile parse(String name, byte[] text) {
    try {
      if (Yaml.parse(text) instanceof Map<?, ?> map) {
        return new SchemaFile(name, Unstructured.of(map).content());
      }
    } catch (JsonException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
    throw new IllegalArgumentException(name + " is no schema");
  }

  @Override
  public StructType schema(String component) {
    try {
      return OpenApiStruct.object(component, schema);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }

  @Override
  public Unstructured read(Unstructured object) {
    return object;
  }

  @Override
  public void write(Unstructured value, Unstructured into) {
    Map<String, @Nullable Object> content = new LinkedHashMap<>(value.content());
    content.keySet().removeAll(NOT_THE_AUTHORS);
    into.content().keySet().retainAll(NOT_THE_AUTHORS);
    into.content().putAll(content);
  }
}
