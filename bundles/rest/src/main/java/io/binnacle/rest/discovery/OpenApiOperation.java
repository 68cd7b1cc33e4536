package io.binnacle.rest.discovery;

import io.binnacle.api.object.GroupVersionKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts one operation of an OpenAPI document together. */
final class OpenApiOperation {
  private static final String PROTOBUF = "application/vnd.kubernetes.protobuf";

  /** What objects are answered in. */
  static final List<String> OBJECTS = List.of("application/json", PROTOBUF, "application/yaml");

  /** What objects without a protobuf form are answered in. */
  static final List<String> TEXTS = List.of("application/json", "application/yaml");

  private final Map<String, @Nullable Object> tree = new LinkedHashMap<>();
  private final Map<String, @Nullable Object> responses = new LinkedHashMap<>();

  private OpenApiOperation(String tag, String id, String description) {
    tree.put("tags", List.of(tag));
    tree.put("description", description);
    tree.put("operationId", id);
  }

  static OpenApiOperation of(String tag, String id, String description) {
    return new OpenApiOperation(tag, id, description);
  }

  OpenApiOperation query(List<String> names) {
    if (!names.isEmpty()) {
      tree.put("parameters", OpenApiParameters.query(names));
    }
    return this;
  }

  /**
   * @param required whether a request must have one
   */
  OpenApiOperation body(List<String> types, String component, boolean required) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("content", content(types, reference(component)));
    if (required) {
      body.put("required", true);
    }
    tree.put("requestBody", body);
    return this;
  }

  OpenApiOperation answers(List<String> types, String component, int... codes) {
    for (int code : codes) {
      response(code, types, reference(component));
    }
    return this;
  }

  OpenApiOperation answersText(List<String> types) {
    response(200, types, Map.of("type", "string"));
    return this;
  }

  private void response(int code, List<String> types, Map<String, Object> schema) {
    Map<String, @Nullable Object> response = new LinkedHashMap<>();
    response.put("description", code == 201 ? "Created" : code == 202 ? "Accepted" : "OK");
    response.put("content", content(types, schema));
    responses.put(Integer.toString(code), response);
  }

  private static Map<String, @Nullable Object> content(
      List<String> types, Map<String, Object> schema) {
    Map<String, @Nullable Object> content = new LinkedHashMap<>();
    types.forEach(type -> content.put(type, Map.of("schema", schema)));
    return content;
  }

  private static Map<String, Object> reference(String component) {
    return Map.of("$ref", "#/components/schemas/" + component);
  }

  /** What clients know the operation by. */
  Map<String, @Nullable Object> on(String action, GroupVersionKind kind) {
    Map<String, @Nullable Object> result = tree();
    result.put("x-kubernetes-action", action);
    Map<String, @Nullable Object> gvk = new LinkedHashMap<>();
    gvk.put("group", kind.group());
    gvk.put("kind", kind.kind());
    gvk.put("version", kind.version());
    result.put("x-kubernetes-group-version-kind", gvk);
    return result;
  }

  Map<String, @Nullable Object> tree() {
    responses.put("401", Map.of("description", "Unauthorized"));
    tree.put("responses", responses);
    return tree;
  }

  /** The same types for streams of events; YAML is no stream. */
  static List<String> withStreams(List<String> types) {
    List<String> result = new ArrayList<>(types);
    for (String type : types) {
      if (!type.endsWith("yaml")) {
        result.add(type + ";stream=watch");
      }
    }
    return result;
  }
}
