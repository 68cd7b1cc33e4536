package io.binnacle.crd.definition;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What makes a schema structural (KEP-1002): each value has a type, and what stands in combinations
 * only limits values. One a pass.
 */
final class StructureRules {
  private static final List<String> COMBINATIONS = List.of("allOf", "anyOf", "oneOf");

  /** What a combination may not say, as it would be structure. */
  private static final List<String> STRUCTURE =
      List.of(
          "type",
          "additionalProperties",
          "title",
          "description",
          "default",
          "nullable",
          "x-kubernetes-preserve-unknown-fields",
          "x-kubernetes-embedded-resource",
          "x-kubernetes-int-or-string",
          "x-kubernetes-list-map-keys",
          "x-kubernetes-list-type",
          "x-kubernetes-map-type");

  private final List<FieldError> errors = new ArrayList<>();

  private StructureRules() {}

  /** Where a node stands. */
  private enum Level {
    ROOT("at the root"),
    ITEM("for specified array items"),
    FIELD("for specified object fields");

    private final String words;

    Level(String words) {
      this.words = words;
    }
  }

  static List<FieldError> of(Unstructured schema, String path) {
    StructureRules rules = new StructureRules();
    rules.node(schema, path, Level.ROOT);
    if (rules.errors.isEmpty()) {
      rules.complete(schema, path);
    }
    return rules.errors;
  }

  private void node(Unstructured node, String path, Level level) {
    child(node.get("items"), path + ".items", Level.ITEM);
    properties(node)
        .forEach((name, p) -> child(p, path + ".properties[" + name + "]", Level.FIELD));
    child(node.get("additionalProperties"), path + ".additionalProperties", Level.FIELD);
    combinations(node, path, node.bool("x-kubernetes-int-or-string"));
    String type = node.string("type");
    boolean embedded = node.bool("x-kubernetes-embedded-resource");
    boolean preserving = node.bool("x-kubernetes-preserve-unknown-fields");
    if (embedded && !type.equals("object")) {
      String detail = "must be object if x-kubernetes-embedded-resource is true";
      errors.add(
          type.isEmpty()
              ? FieldError.required(path + ".type", detail)
              : FieldError.invalid(path + ".type", type, detail));
    } else if (type.isEmpty() && !preserving && !node.bool("x-kubernetes-int-or-string")) {
      errors.add(FieldError.required(path + ".type", "must not be empty " + level.words));
    }
    if (embedded && node.get("additionalProperties") != null) {
      errors.add(
          FieldError.forbidden(
              path + ".additionalProperties",
              "must not be used if x-kubernetes-embedded-resource is set"));
    }
    if (level == Level.ROOT && node.get("additionalProperties") != null) {
      errors.add(
          FieldError.forbidden(path + ".additionalProperties", "must not be used at the root"));
    }
    if (level == Level.ROOT && !type.isEmpty() && !type.equals("object")) {
      errors.add(FieldError.invalid(path + ".type", type, "must be object at the root"));
    }
    if (level == Level.ROOT || embedded) {
      metadata(node, path);
    }
    if (embedded && !preserving && properties(node).isEmpty()) {
      errors.add(
          FieldError.required(
              path + ".properties",
              "must not be empty if x-kubernetes-embedded-resource is true without"
                  + " x-kubernetes-preserve-unknown-fields"));
    }
  }

  private void child(@Nullable Object child, String path, Level level) {
    if (child instanceof Map<?, ?> map) {
      node(Unstructured.of(map), path, level);
    }
  }

  private static Map<String, @Nullable Object> properties(Unstructured node) {
    return new TreeMap<>(node.map("properties"));
  }

  /** Metadata is what it always is; a schema may only limit names. */
  private void metadata(Unstructured node, String path) {
    for (String name : List.of("kind", "apiVersion")) {
      if (node.map("properties").get(name) instanceof Map<?, ?> map
          && !"string".equals(map.get("type"))) {
        errors.add(
            FieldError.invalid(
                path + ".properties[" + name + "].type",
                map.get("type") instanceof String s ? s : "",
                "must be string"));
      }
    }
    if (!(node.map("properties").get("metadata") instanceof Map<?, ?> map)) {
      return;
    }
    String at = path + ".properties[metadata]";
    Unstructured metadata = Unstructured.of(map);
    if (!metadata.string("type").equals("object")) {
      errors.add(FieldError.invalid(at + ".type", metadata.string("type"), "must be object"));
    }
    boolean names = Set.of("name", "generateName").containsAll(metadata.map("properties").keySet());
    if (!names) {
      errors.add(
          FieldError.forbidden(
              at,
              "must not specify anything other than name and generateName, but metadata is"
                  + " implicitly specified"));
    }
  }

  private void combinations(Unstructured node, String path, boolean intOrString) {
    for (String combination : COMBINATIONS) {
      List<Unstructured> parts = node.items(combination);
      // The way to say in plain OpenAPI what the extension says.
      boolean typesOnly =
          intOrString
              && combination.equals("anyOf")
              && parts.size() == 2
              && parts.get(0).string("type").equals("integer")
              && parts.get(1).string("type").equals("string");
      for (int i = 0; !typesOnly && i < parts.size(); i++) {
        String at = path + "." + combination + "[" + i + "]";
        limits(parts.get(i), at, intOrString && combination.equals("allOf") && i == 0);
      }
    }
    if (node.get("not") instanceof Map<?, ?> not) {
      limits(Unstructured.of(not), path + ".not", false);
    }
  }

  private void limits(Unstructured node, String path, boolean intOrString) {
    properties(node)
        .forEach(
            (name, child) -> {
              if (child instanceof Map<?, ?> map) {
                limits(Unstructured.of(map), path + ".properties[" + name + "]", false);
              }
            });
    if (node.get("items") instanceof Map<?, ?> items) {
      limits(Unstructured.of(items), path + ".items", false);
    }
    combinations(node, path, intOrString);
    for (String word : STRUCTURE) {
      Object value = node.get(word);
      if (value != null && !Unstructured.isEmpty(value)) {
        errors.add(FieldError.forbidden(path + "." + word, "must be empty to be structural"));
      }
    }
  }

  /** Whatever a combination limits has to be part of the structure. */
  private void complete(Unstructured node, String path) {
    for (String combination : COMBINATIONS) {
      List<Unstructured> parts = node.items(combination);
      for (int i = 0; i < parts.size(); i++) {
        part(parts.get(i), node, path + "." + combination + "[" + i + "]", path);
      }
    }
    if (node.get("not") instanceof Map<?, ?> not) {
      part(Unstructured.of(not), node, path + ".not", path);
    }
    properties(node)
        .forEach(
            (name, child) -> {
              if (child instanceof Map<?, ?> map) {
                complete(Unstructured.of(map), path + ".properties[" + name + "]");
              }
            });
    for (String name : List.of("items", "additionalProperties")) {
      if (node.get(name) instanceof Map<?, ?> map) {
        complete(Unstructured.of(map), path + "." + name);
      }
    }
  }

  private void part(Unstructured part, Unstructured structure, String at, String path) {
    properties(part)
        .forEach(
            (name, child) -> {
              String inStructure = path + ".properties[" + name + "]";
              String inPart = at + ".properties[" + name + "]";
              Object declared = structure.map("properties").get(name);
              if (declared instanceof Map<?, ?> map && child instanceof Map<?, ?> inner) {
                part(Unstructured.of(inner), Unstructured.of(map), inPart, inStructure);
              } else if (structure.get("additionalProperties") == null) {
                errors.add(FieldError.required(inStructure, "because it is defined in " + inPart));
              }
            });
    if (part.get("items") instanceof Map<?, ?> inner) {
      if (structure.get("items") instanceof Map<?, ?> items) {
        part(Unstructured.of(inner), Unstructured.of(items), at + ".items", path + ".items");
      } else {
        errors.add(
            FieldError.required(path + ".items", "because it is defined in " + at + ".items"));
      }
    }
    for (String combination : COMBINATIONS) {
      List<Unstructured> parts = part.items(combination);
      for (int i = 0; i < parts.size(); i++) {
        part(parts.get(i), structure, at + "." + combination + "[" + i + "]", path);
      }
    }
  }
}
