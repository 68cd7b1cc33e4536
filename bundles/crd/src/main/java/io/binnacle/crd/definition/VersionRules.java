package io.binnacle.crd.definition;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.crd.structural.Structural;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the versions of a definition may say of schemas, subresources, columns and selectors. */
final class VersionRules {
  private static final List<String> COLUMN_TYPES =
      List.of("boolean", "date", "integer", "number", "string");
  private static final Pattern SIMPLE_PATH = Pattern.compile("(\\.[a-zA-Z0-9_-]+)+");
  private static final int MOST_SELECTABLE = 8;
  private static final String NO_FIELD = "is an invalid path: does not refer to a valid field";

  private final Unstructured stored;
  private final @Nullable Unstructured previous;
  private final List<FieldError> errors;

  /**
   * @param stored the definition in its stored form, by which fields are named
   */
  VersionRules(Unstructured stored, @Nullable Unstructured previous, List<FieldError> errors) {
    this.stored = stored;
    this.previous = previous;
    this.errors = errors;
  }

  void check() {
    Unstructured top = new Unstructured(stored.map("spec"));
    Structural shared = schema(top.get("validation"));
    if (top.get("validation") != null) {
      schema("spec.validation", new Unstructured(top.map("validation")));
    }
    rest("spec", top, shared);
    List<Unstructured> versions = stored.items("spec", "versions");
    for (int i = 0; i < versions.size(); i++) {
      String path = "spec.versions[" + i + "]";
      Unstructured version = versions.get(i);
      if (version.get("schema") != null) {
        schema(path + ".schema", new Unstructured(version.map("schema")));
      } else if (shared == null) {
        errors.add(FieldError.required(path + ".schema.openAPIV3Schema", ""));
      }
      Structural own = version.get("schema") == null ? shared : schema(version.get("schema"));
      rest(path, version, own);
    }
  }

  private static @Nullable Structural schema(@Nullable Object container) {
    return container instanceof Map<?, ?> map
            && map.get("openAPIV3Schema") instanceof Map<?, ?> node
        ? Structural.of(Unstructured.of(node).content())
        : null;
  }

  private void schema(String path, Unstructured container) {
    Object node = container.get("openAPIV3Schema");
    if (!(node instanceof Map<?, ?>)) {
      errors.add(FieldError.required(path + ".openAPIV3Schema", ""));
      return;
    }
    if (isUnchanged(node)) {
      return;
    }
    Unstructured schema = Unstructured.of(node);
    String at = path + ".openAPIV3Schema";
    List<FieldError> found = new ArrayList<>(SchemaRules.of(schema, at));
    if (schema.bool("nullable")) {
      found.add(FieldError.forbidden(at + ".nullable", "nullable cannot be true at the root"));
    }
    String type = schema.string("type");
    if (!type.isEmpty() && !type.equals("object") && hasStatus()) {
      found.add(
          FieldError.invalid(
              at + ".type",
              type,
              "only \"object\" is allowed as the type at the root of the schema if the status"
                  + " subresource is enabled"));
    }
    // A node of forbidden parts is none whose structure could be looked at.
    if (found.stream().noneMatch(error -> error.type() == FieldError.Type.FORBIDDEN)) {
      found.addAll(StructureRules.of(schema, at));
    }
    if (found.isEmpty()) {
      Structural parsed = Structural.of(schema.content());
      found.addAll(DefaultRules.of(parsed, at));
      if (parsed.hasRules()) {
        found.addAll(RuleRules.of(parsed, at));
      }
    }
    errors.addAll(found);
  }

  private boolean hasStatus() {
    return stored.get("spec", "subresources", "status") != null
        || stored.items("spec", "versions").stream()
            .anyMatch(version -> version.get("subresources", "status") != null);
  }

  /** A schema that was taken before is taken again, whatever has become of the rules. */
  private boolean isUnchanged(Object node) {
    return previous != null
        && previous.items("spec", "versions").stream()
            .anyMatch(version -> node.equals(version.get("schema", "openAPIV3Schema")));
  }

  private void rest(String path, Unstructured at, @Nullable Structural schema) {
    if (at.get("subresources", "scale") instanceof Map<?, ?> scale) {
      scale(path + ".subresources.scale", Unstructured.of(scale));
    }
    List<Unstructured> columns = at.items("additionalPrinterColumns");
    for (int i = 0; i < columns.size(); i++) {
      column(path + ".additionalPrinterColumns[" + i + "]", columns.get(i));
    }
    selectable(path + ".selectableFields", at.items("selectableFields"), schema);
  }

  private void column(String path, Unstructured column) {
    if (column.string("name").isEmpty()) {
      errors.add(FieldError.required(path + ".name", ""));
    }
    String type = column.string("type");
    if (type.isEmpty()) {
      errors.add(
          FieldError.required(path + ".type", "must be one of " + String.join(",", COLUMN_TYPES)));
    } else if (!COLUMN_TYPES.contains(type)) {
      errors.add(
          FieldError.invalid(
              path + ".type", type, "must be one of " + String.join(",", COLUMN_TYPES)));
    }
    List<String> formats =
        List.of("int32", "int64", "float", "double", "byte", "date", "date-time", "password");
    String format = column.string("format");
    if (!format.isEmpty() && !formats.contains(format)) {
      errors.add(
          FieldError.invalid(
              path + ".format",
              format,
              "must be one of " + String.join(",", formats.stream().sorted().toList())));
    }
    String jsonPath = column.string("JSONPath");
    if (jsonPath.isEmpty()) {
      errors.add(FieldError.required(path + ".JSONPath", ""));
    } else if (!jsonPath.startsWith(".")) {
      errors.add(simplePath(path + ".JSONPath", jsonPath));
    }
  }

  private static FieldError simplePath(String field, String text) {
    return FieldError.invalid(field, text, "must be a simple json path starting with .");
  }

  private void scale(String path, Unstructured scale) {
    scalePath(path + ".specReplicasPath", scale.string("specReplicasPath"), true, ".spec");
    scalePath(path + ".statusReplicasPath", scale.string("statusReplicasPath"), true, ".status");
    scalePath(
        path + ".labelSelectorPath", scale.string("labelSelectorPath"), false, ".status", ".spec");
  }

  private void scalePath(String field, String text, boolean required, String... below) {
    if (text.isEmpty()) {
      if (required) {
        errors.add(FieldError.required(field, ""));
      }
    } else if (!text.startsWith(".")) {
      errors.add(simplePath(field, text));
    } else if (!SIMPLE_PATH.matcher(text).matches()) {
      errors.add(
          FieldError.invalid(field, text, "can only access fields in the form of .field.subfield"));
    } else if (List.of(below).stream().noneMatch(start -> text.startsWith(start + "."))) {
      String where = below.length == 1 ? below[0] : "either " + String.join(" or ", below);
      errors.add(FieldError.invalid(field, text, "should be a json path under " + where));
    }
  }

  private void selectable(String path, List<Unstructured> fields, @Nullable Structural schema) {
    if (fields.size() > MOST_SELECTABLE) {
      errors.add(FieldError.tooMany(path, fields.size(), MOST_SELECTABLE));
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < fields.size(); i++) {
      String field = path + "[" + i + "].jsonPath";
      String text = fields.get(i).string("jsonPath");
      if (text.isEmpty()) {
        errors.add(FieldError.required(field, ""));
        continue;
      }
      String wrong = schema == null ? null : wrongWith(text, schema);
      if (wrong != null) {
        errors.add(FieldError.invalid(field, text, wrong));
      } else if (!seen.add(text)) {
        errors.add(FieldError.duplicate(field, text));
      }
    }
  }

  private static @Nullable String wrongWith(String text, Structural schema) {
    if (text.startsWith(".metadata")) {
      return "is an invalid path: must not point to fields in metadata";
    }
    Structural at = schema;
    if (!SIMPLE_PATH.matcher(text).matches()) {
      return NO_FIELD;
    }
    for (String step : text.substring(1).split("\\.", -1)) {
      Structural next = at.properties().get(step);
      if (next == null) {
        return NO_FIELD;
      }
      at = next;
    }
    return Set.of("string", "boolean", "integer").contains(Objects.requireNonNull(at).type())
        ? null
        : "must point to a field of type string, boolean or integer. Enum string fields and strings"
            + " with formats are allowed.";
  }
}
