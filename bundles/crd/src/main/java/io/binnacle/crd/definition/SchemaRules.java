package io.binnacle.crd.definition;

import com.google.re2j.PatternSyntaxException;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.crd.structural.LinearPattern;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a node of a schema may say, whether or not it has structure. One a pass. */
final class SchemaRules {
  private static final List<String> TYPES =
      List.of("array", "boolean", "integer", "number", "object", "string");
  private static final List<String> COMBINATIONS = List.of("allOf", "anyOf", "oneOf");
  private static final Set<String> SCALAR_LISTS = Set.of("set", "map");

  private final List<FieldError> errors = new ArrayList<>();

  private SchemaRules() {}

  static List<FieldError> of(Unstructured schema, String path) {
    SchemaRules rules = new SchemaRules();
    rules.node(schema, path, true);
    return rules.errors;
  }

  /**
   * @param typed whether the node is part of the structure, not of a combination
   */
  private void node(Unstructured node, String path, boolean typed) {
    unsupported(node, path);
    String type = node.string("type");
    if (!type.isEmpty() && !TYPES.contains(type)) {
      errors.add(FieldError.notSupported(path + ".type", type, TYPES));
    }
    pattern(node, path);
    if (Boolean.FALSE.equals(node.get("x-kubernetes-preserve-unknown-fields"))) {
      errors.add(
          FieldError.invalid(
              path + ".x-kubernetes-preserve-unknown-fields", false, "must be true or undefined"));
    }
    mapType(node, path);
    listType(node, path);
    if (typed && type.equals("array") && !(node.get("items") instanceof Map<?, ?>)) {
      errors.add(FieldError.required(path + ".items", "must be specified"));
    }
    below(node, path, typed);
  }

  private void below(Unstructured node, String path, boolean typed) {
    new TreeMap<>(node.map("properties"))
        .forEach((name, child) -> child(child, path + ".properties[" + name + "]", typed));
    child(node.get("additionalProperties"), path + ".additionalProperties", typed);
    child(node.get("items"), path + ".items", typed);
    child(node.get("not"), path + ".not", false);
    for (String combination : COMBINATIONS) {
      List<Unstructured> parts = node.items(combination);
      for (int i = 0; i < parts.size(); i++) {
        node(parts.get(i), path + "." + combination + "[" + i + "]", false);
      }
    }
  }

  private void child(@Nullable Object child, String path, boolean typed) {
    if (child instanceof Map<?, ?> map) {
      node(Unstructured.of(map), path, typed);
    }
  }

  private void unsupported(Unstructured node, String path) {
    if (node.bool("uniqueItems")) {
      errors.add(
          FieldError.forbidden(
              path + ".uniqueItems",
              "uniqueItems cannot be set to true since the runtime complexity becomes quadratic"));
    }
    Object additional = node.get("additionalProperties");
    if (Boolean.FALSE.equals(additional)) {
      errors.add(
          FieldError.forbidden(
              path + ".additionalProperties", "additionalProperties cannot be set to false"));
    } else if (additional != null && !node.map("properties").isEmpty()) {
      errors.add(
          FieldError.forbidden(
              path + ".additionalProperties",
              "additionalProperties and properties are mutual exclusive"));
    }
    for (String name :
        List.of(
            "$ref", "definitions", "dependencies", "id", "patternProperties", "additionalItems")) {
      Object value = node.get(name);
      if (value != null && !Unstructured.isEmpty(value)) {
        errors.add(FieldError.forbidden(path + "." + name, name + " is not supported"));
      }
    }
  }

  private void pattern(Unstructured node, String path) {
    String pattern = node.string("pattern");
    if (pattern.isEmpty()) {
      return;
    }
    try {
      LinearPattern.of(pattern);
    } catch (PatternSyntaxException e) {
      errors.add(
          FieldError.invalid(
              path + ".pattern",
              pattern,
              "must be a valid regular expression, but isn't: "
                  + LinearPattern.problem(e, pattern)));
    }
  }

  private void mapType(Unstructured node, String path) {
    String mapType = node.string("x-kubernetes-map-type");
    if (mapType.isEmpty()) {
      return;
    }
    String field = path + ".x-kubernetes-map-type";
    if (!mapType.equals("atomic") && !mapType.equals("granular")) {
      errors.add(FieldError.notSupported(field, mapType, List.of("atomic", "granular")));
    }
    if (!node.string("type").equals("object")) {
      errors.add(typeOf(node, path, "object", "x-kubernetes-map-type"));
    }
  }

  private static FieldError typeOf(Unstructured node, String path, String wanted, String because) {
    String type = node.string("type");
    String detail = "must be " + wanted + " if " + because + " is specified";
    return type.isEmpty()
        ? FieldError.required(path + ".type", detail)
        : FieldError.invalid(path + ".type", type, detail);
  }

  private void listType(Unstructured node, String path) {
    String listType = node.string("x-kubernetes-list-type");
    String field = path + ".x-kubernetes-list-type";
    List<@Nullable Object> keys = node.list("x-kubernetes-list-map-keys");
    if (!listType.isEmpty()) {
      if (!node.string("type").equals("array")) {
        errors.add(typeOf(node, path, "array", "x-kubernetes-list-type"));
      }
      if (!List.of("atomic", "set", "map").contains(listType)) {
        errors.add(FieldError.notSupported(field, listType, List.of("atomic", "set", "map")));
      }
    }
    if (!keys.isEmpty() && !listType.equals("map")) {
      String detail = "must be map if x-kubernetes-list-map-keys is non-empty";
      errors.add(
          listType.isEmpty()
              ? FieldError.required(field, detail)
              : FieldError.invalid(field, listType, detail));
    }
    Unstructured items = new Unstructured(node.map("items"));
    if (listType.equals("map")) {
      keys(keys, items, path);
    }
    if (SCALAR_LISTS.contains(listType) && !items.content().isEmpty()) {
      items(listType, keys, items, path + ".items");
    }
  }

  private void keys(List<@Nullable Object> keys, Unstructured items, String path) {
    String field = path + ".x-kubernetes-list-map-keys";
    if (keys.isEmpty()) {
      errors.add(FieldError.required(field, "must not be empty if x-kubernetes-list-type is map"));
    }
    String type = items.string("type");
    if (!items.content().isEmpty() && !type.equals("object")) {
      errors.add(
          FieldError.invalid(
              path + ".items.type",
              type,
              "must be object if parent array's x-kubernetes-list-type is map"));
      return;
    }
    Set<@Nullable Object> seen = new HashSet<>();
    for (Object key : keys) {
      Object property = items.map("properties").get(String.valueOf(key));
      if (!(property instanceof Map<?, ?> map)) {
        errors.add(FieldError.invalid(field, keys, "entries must all be names of item properties"));
      } else if ("array".equals(map.get("type")) || "object".equals(map.get("type"))) {
        errors.add(
            FieldError.invalid(
                path + ".items.properties[" + key + "].type",
                map.get("type"),
                "must be a scalar type if parent array's x-kubernetes-list-type is map"));
      }
      if (!seen.add(key)) {
        errors.add(FieldError.invalid(field, keys, "must not contain duplicate entries"));
      }
    }
  }

  private void items(
      String listType, List<@Nullable Object> keys, Unstructured items, String path) {
    if (items.bool("nullable")) {
      errors.add(
          FieldError.forbidden(
              path + ".nullable", "cannot be nullable when x-kubernetes-list-type is " + listType));
    }
    if (listType.equals("map")) {
      for (Object key : keys) {
        keyProperty(String.valueOf(key), items, path);
      }
      return;
    }
    String only = "must be atomic as item of a list with x-kubernetes-list-type=set";
    if (items.string("type").equals("object")
        && !items.string("x-kubernetes-map-type").equals("atomic")) {
      errors.add(
          FieldError.invalid(
              path + ".x-kubernetes-map-type", items.get("x-kubernetes-map-type"), only));
    }
    String inner = items.string("x-kubernetes-list-type");
    if (items.string("type").equals("array") && !inner.isEmpty() && !inner.equals("atomic")) {
      errors.add(FieldError.invalid(path + ".x-kubernetes-list-type", inner, only));
    }
  }

  private void keyProperty(String key, Unstructured items, String path) {
    if (!(items.map("properties").get(key) instanceof Map<?, ?> map)) {
      return;
    }
    String at = path + ".properties[" + key + "]";
    boolean required = items.list("required").contains(key);
    if (map.get("default") == null && !required) {
      errors.add(
          FieldError.required(
              at + ".default",
              "this property is in x-kubernetes-list-map-keys, so it must have a default or be a"
                  + " required property"));
    }
    if (Boolean.TRUE.equals(map.get("nullable"))) {
      errors.add(
          FieldError.forbidden(
              at + ".nullable",
              "this property is in x-kubernetes-list-map-keys, so it cannot be nullable"));
    }
  }
}
