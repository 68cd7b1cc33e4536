package io.binnacle.schema.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * OpenAPI v3 said in the words of version 2, which older kubectls and generators of clients read.
 * What version 2 has no words for is left out: defaults, as there, and alternatives.
 */
public final class Swagger {
  private static final String KINDS = "x-kubernetes-group-version-kind";
  private static final String PRESERVING = "x-kubernetes-preserve-unknown-fields";
  private static final String COMPONENTS = "#/components/schemas/";

  /** What a schema may have in version 2, beside extensions. */
  private static final Set<String> KEPT =
      Set.of(
          "description",
          "enum",
          "exclusiveMaximum",
          "exclusiveMinimum",
          "externalDocs",
          "format",
          "maxItems",
          "maxLength",
          "maxProperties",
          "maximum",
          "minItems",
          "minLength",
          "minProperties",
          "minimum",
          "multipleOf",
          "pattern",
          "required",
          "title",
          "type",
          "uniqueItems");

  private Swagger() {}

  /**
   * A component schema as a definition. Of a custom resource that keeps unknown fields nothing is
   * said, as kubectl takes what is said for all there is.
   */
  public static Map<String, Object> definition(Map<?, ?> schema) {
    if (schema.containsKey(KINDS) && Boolean.TRUE.equals(schema.get(PRESERVING))) {
      Map<String, Object> anything = new LinkedHashMap<>();
      anything.put("type", "object");
      schema.forEach(
          (key, value) -> {
            if (key.equals(KINDS) || key.equals("x-kubernetes-selectable-fields")) {
              anything.put((String) key, value);
            }
          });
      return anything;
    }
    Map<String, Object> result = new LinkedHashMap<>();
    schema.forEach((key, value) -> put(result, (String) key, value));
    if (schema.containsKey("oneOf") && !result.containsKey("type")) {
      result.put("type", "string");
    }
    leaveOutWhatKubectlCannotRead(schema, result);
    return result;
  }

  /**
   * A kubectl that reads version 2 takes a type for binding, and stumbles over parts of what has
   * none: null where a type is named, unknown fields where some are, an array of nothing.
   */
  private static void leaveOutWhatKubectlCannotRead(Map<?, ?> schema, Map<String, Object> result) {
    boolean nullable = Boolean.TRUE.equals(schema.get("nullable"));
    boolean preserving = Boolean.TRUE.equals(schema.get(PRESERVING));
    if (nullable || preserving) {
      result.remove("items");
      result.remove("properties");
    }
    if (nullable
        || preserving && "object".equals(result.get("type"))
        || "array".equals(result.get("type")) && !result.containsKey("items")) {
      result.remove("type");
    }
    if (result.get("required") instanceof List<?> required
        && schema.get("properties") instanceof Map<?, ?> properties) {
      List<?> demanded =
          required.stream().filter(field -> !isNullable(properties.get(field))).toList();
      result.put("required", demanded);
    }
    if (isNullable(schema.get("additionalProperties"))) {
      result.remove("required");
    }
    if (result.get("required") instanceof List<?> required && required.isEmpty()) {
      result.remove("required");
    }
  }

  private static boolean isNullable(Object schema) {
    return schema instanceof Map<?, ?> map && Boolean.TRUE.equals(map.get("nullable"));
  }

  private static void put(Map<String, Object> result, String key, Object value) {
    switch (key) {
      case "$ref" -> result.put(key, reference((String) value));
      case "allOf" -> {
        List<?> all = (List<?>) value;
        if (all.size() == 1 && all.get(0) instanceof Map<?, ?> only && only.containsKey("$ref")) {
          result.put("$ref", reference((String) only.get("$ref")));
        }
      }
      case "items", "additionalProperties" ->
          result.put(key, value instanceof Map<?, ?> schema ? definition(schema) : value);
      case "properties" -> {
        Map<String, Object> properties = new LinkedHashMap<>();
        ((Map<?, ?>) value)
            .forEach(
                (name, schema) -> properties.put((String) name, definition((Map<?, ?>) schema)));
        result.put(key, properties);
      }
      default -> {
        if (KEPT.contains(key) || key.startsWith("x-")) {
          result.put(key, value);
        }
      }
    }
  }

  private static String reference(String component) {
    return component.replace(COMPONENTS, "#/definitions/");
  }

  /** A path with its operations. */
  public static Map<String, Object> path(Map<?, ?> path) {
    Map<String, Object> result = new LinkedHashMap<>();
    path.forEach(
        (key, value) ->
            result.put(
                (String) key,
                key.equals("parameters")
                    ? parameters((List<?>) value)
                    : operation((Map<?, ?>) value)));
    return result;
  }

  private static Map<String, Object> operation(Map<?, ?> operation) {
    Map<String, Object> result = new LinkedHashMap<>();
    Set<String> produces = new TreeSet<>();
    Map<String, Object> responses = new LinkedHashMap<>();
    ((Map<?, ?>) operation.get("responses"))
        .forEach(
            (code, response) ->
                responses.put((String) code, response((Map<?, ?>) response, produces)));
    List<Object> parameters = new ArrayList<>();
    if (operation.get("parameters") instanceof List<?> given) {
      parameters.addAll(parameters(given));
    }
    for (String key : List.of("description", "operationId", "tags")) {
      if (operation.get(key) != null) {
        result.put(key, operation.get(key));
      }
    }
    if (operation.get("requestBody") instanceof Map<?, ?> body) {
      Map<?, ?> content = (Map<?, ?>) body.get("content");
      result.put("consumes", new ArrayList<Object>(content.keySet()));
      parameters.add(body(content));
    } else if (!produces.isEmpty()) {
      result.put("consumes", List.of("*/*"));
    }
    if (!parameters.isEmpty()) {
      result.put("parameters", parameters);
    }
    result.put("produces", new ArrayList<Object>(produces));
    result.put("responses", responses);
    result.put("schemes", List.of("https"));
    operation.forEach(
        (key, value) -> {
          if (((String) key).startsWith("x-")) {
            result.put((String) key, value);
          }
        });
    return result;
  }

  private static Map<String, Object> response(Map<?, ?> response, Set<String> produces) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("description", String.valueOf(response.get("description")));
    if (response.get("content") instanceof Map<?, ?> content) {
      content.keySet().forEach(type -> produces.add((String) type));
      result.put("schema", schema(content));
    }
    return result;
  }

  private static Map<String, Object> body(Map<?, ?> content) {
    return OpenApi.tree("in", "body", "name", "body", "required", true, "schema", schema(content));
  }

  private static Map<String, Object> schema(Map<?, ?> content) {
    Map<?, ?> first = (Map<?, ?>) content.values().iterator().next();
    return definition((Map<?, ?>) first.get("schema"));
  }

  private static List<Object> parameters(List<?> parameters) {
    List<Object> result = new ArrayList<>();
    for (Object each : parameters) {
      Map<?, ?> parameter = (Map<?, ?>) each;
      Map<String, Object> flat = new LinkedHashMap<>();
      parameter.forEach(
          (key, value) -> {
            if (value instanceof Map<?, ?> schema) {
              flat.putAll(definition(schema));
            } else {
              flat.put((String) key, value);
            }
          });
      flat.put("uniqueItems", true);
      result.add(flat);
    }
    return result;
  }
}
