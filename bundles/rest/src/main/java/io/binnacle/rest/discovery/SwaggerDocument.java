package io.binnacle.rest.discovery;

import io.binnacle.schema.json.Json;
import io.binnacle.schema.openapi.OpenApiMessages;
import io.binnacle.schema.openapi.Swagger;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One OpenAPI v2 document made of many of version 3. Paths are written as they come, as all of them
 * together are large.
 */
final class SwaggerDocument {
  private static final int PATHS = 8;
  private static final int DEFINITIONS = 9;
  private static final int PATH = 2;
  private static final int DEFINITION = 1;
  private static final String HEAD =
      "\"swagger\":\"2.0\",\"info\":{\"title\":\"Kubernetes\",\"version\":\"1.36\"}";

  private final Map<String, byte[]> paths = new TreeMap<>();
  private final Map<String, Map<String, Object>> definitions = new TreeMap<>();

  private SwaggerDocument() {}

  static SwaggerDocument of(List<Supplier<Map<String, @Nullable Object>>> documents) {
    SwaggerDocument result = new SwaggerDocument();
    documents.forEach(document -> result.add(document.get()));
    return result;
  }

  private void add(Map<String, @Nullable Object> document) {
    ((Map<?, ?>) document.get("paths"))
        .forEach(
            (path, item) -> paths.put((String) path, Json.write(Swagger.path((Map<?, ?>) item))));
    Map<?, ?> components = (Map<?, ?>) document.get("components");
    ((Map<?, ?>) components.get("schemas"))
        .forEach(
            (name, schema) ->
                definitions.putIfAbsent((String) name, Swagger.definition((Map<?, ?>) schema)));
  }

  byte[] json() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 20);
    text(out, "{" + HEAD + ",\"paths\":{");
    String separator = "";
    for (Map.Entry<String, byte[]> path : paths.entrySet()) {
      text(out, separator + Json.text(path.getKey()) + ":");
      out.writeBytes(path.getValue());
      separator = ",";
    }
    text(out, "},\"definitions\":");
    out.writeBytes(Json.write(definitions));
    text(out, "}");
    return out.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  byte[] protobuf() {
    OpenApiMessages messages = OpenApiMessages.v2();
    ByteArrayOutputStream allPaths = new ByteArrayOutputStream(1 << 20);
    paths.forEach(
        (path, json) ->
            allPaths.writeBytes(
                messages.entry(
                    PATH, "PathItem", path, java.util.Objects.requireNonNull(Json.parse(json)))));
    ByteArrayOutputStream allDefinitions = new ByteArrayOutputStream(1 << 20);
    definitions.forEach(
        (name, schema) ->
            allDefinitions.writeBytes(messages.entry(DEFINITION, "Schema", name, schema)));
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 20);
    @SuppressWarnings("unchecked")
    Map<String, ?> head = (Map<String, ?>) Json.parse("{" + HEAD + "}");
    out.writeBytes(messages.document(java.util.Objects.requireNonNull(head)));
    out.writeBytes(OpenApiMessages.field(PATHS, allPaths.toByteArray()));
    out.writeBytes(OpenApiMessages.field(DEFINITIONS, allDefinitions.toByteArray()));
    return out.toByteArray();
  }
}
