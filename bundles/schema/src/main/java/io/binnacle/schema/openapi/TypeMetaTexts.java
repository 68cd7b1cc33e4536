package io.binnacle.schema.openapi;

import java.util.List;
import java.util.Map;

/**
 * Tells in a custom resource's schema what the fields are for that every object has, at its root
 * and in the objects that are embedded in it.
 */
final class TypeMetaTexts {
  private static final List<String> FIELDS = List.of("apiVersion", "kind", "metadata");

  /** Any built-in kind: they all say the same of these fields. */
  private static final String MODEL = "io.k8s.api.core.v1.ConfigMap";

  private final Prose prose;

  TypeMetaTexts(Prose prose) {
    this.prose = prose;
  }

  /** Changes the schema's maps of properties. */
  void addTo(Map<String, Object> root) {
    describe(root);
    below(root);
  }

  private void below(Map<?, ?> schema) {
    if (schema.get("properties") instanceof Map<?, ?> properties) {
      properties.values().forEach(this::node);
    }
    node(schema.get("items"));
    node(schema.get("additionalProperties"));
  }

  private void node(Object value) {
    if (value instanceof Map<?, ?> schema) {
      if (Boolean.TRUE.equals(schema.get("x-kubernetes-embedded-resource"))) {
        describe(schema);
      }
      below(schema);
    }
  }

  @SuppressWarnings("unchecked")
  private void describe(Map<?, ?> schema) {
    if (schema.get("properties") instanceof Map<?, ?> properties) {
      for (String field : FIELDS) {
        String text = prose.of(MODEL, field);
        if (!text.isEmpty() && properties.get(field) instanceof Map<?, ?> property) {
          ((Map<String, Object>) property).put("description", text);
        }
      }
    }
  }
}
