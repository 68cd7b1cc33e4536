package io.binnacle.crd.structural;

import io.binnacle.api.object.Unstructured;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A structural schema as OpenAPI publishes it: with what every object has, and for people. */
final class PublishedSchema {
  private static final String META =
      "#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";

  private PublishedSchema() {}

  static Map<String, Object> of(Structural schema) {
    Map<String, Object> root = new LinkedHashMap<>();
    copy(schema.raw()).forEach((key, value) -> root.put(key, value));
    root.put("properties", withTypeMeta(root.get("properties")));
    root.put("type", "object");
    return root;
  }

  private static Map<String, @Nullable Object> withTypeMeta(@Nullable Object given) {
    Map<String, @Nullable Object> properties = new TreeMap<>();
    if (given instanceof Map<?, ?>) {
      properties.putAll(Unstructured.of(given).content());
    }
    properties.put("apiVersion", text());
    properties.put("kind", text());
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put("allOf", List.of(Map.of("$ref", META)));
    properties.put("metadata", metadata);
    return properties;
  }

  private static Map<String, @Nullable Object> text() {
    Map<String, @Nullable Object> schema = new LinkedHashMap<>();
    schema.put("type", "string");
    return schema;
  }

  /** The node; embedded resources get the fields that they always have. */
  private static Map<String, Object> copy(Map<String, @Nullable Object> node) {
    Map<String, Object> result = new LinkedHashMap<>();
    node.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> map && key.equals("properties")) {
            Map<String, @Nullable Object> below = new LinkedHashMap<>();
            Unstructured.of(map)
                .content()
                .forEach(
                    (name, child) ->
                        below.put(
                            name,
                            child instanceof Map<?, ?>
                                ? copy(Unstructured.of(child).content())
                                : child));
            result.put(key, below);
          } else if (value instanceof Map<?, ?> map
              && (key.equals("items") || key.equals("additionalProperties"))) {
            result.put(key, copy(Unstructured.of(map).content()));
          } else if (value != null) {
            result.put(key, value);
          }
        });
    if (Boolean.TRUE.equals(node.get("x-kubernetes-embedded-resource"))) {
      result.put("properties", withTypeMeta(result.get("properties")));
    }
    return result;
  }
}
