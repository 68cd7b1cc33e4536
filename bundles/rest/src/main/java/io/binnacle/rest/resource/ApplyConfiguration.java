package io.binnacle.rest.resource;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext.FieldValidation;
import io.binnacle.api.status.StatusException;
import io.binnacle.rest.request.JsonType;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.json.JsonException;
import io.binnacle.schema.json.Yaml;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The body of a server-side apply: what the manager wants, in YAML, of which JSON is a part. */
final class ApplyConfiguration {
  static final String MEDIA_TYPE = "application/apply-patch+yaml";

  private ApplyConfiguration() {}

  /**
   * @param validation what becomes of keys given twice
   * @param warnings takes what is wrong if it is to be told only
   * @throws StatusException BadRequest
   */
  static Unstructured parse(byte[] body, FieldValidation validation, Consumer<String> warnings) {
    Object tree = json(body);
    if (tree == null) {
      try {
        tree = Yaml.parse(body);
      } catch (JsonException e) {
        throw StatusException.badRequest(
            "error decoding YAML: error converting YAML to JSON: " + e.getMessage());
      }
      if (validation != FieldValidation.IGNORE) {
        report(Yaml.duplicateKeys(body), validation, warnings);
      }
    }
    if (tree == null) {
      return new Unstructured(Map.of());
    }
    if (!(tree instanceof Map<?, ?>)) {
      throw StatusException.badRequest(
          "error decoding YAML: error unmarshaling JSON: while decoding JSON: json: cannot"
              + " unmarshal "
              + JsonType.of(tree)
              + " into Go value of type map[string]interface {}");
    }
    return Unstructured.of(tree);
  }

  /** Most clients send JSON, which is read much faster; null if it is none, or is in doubt. */
  private static @Nullable Object json(byte[] body) {
    if (body.length == 0 || body[0] != '{') {
      return null;
    }
    try {
      Json.Parsed parsed = Json.parseStrictly(body);
      return parsed.duplicates().isEmpty() ? parsed.value() : null;
    } catch (JsonException notJson) {
      return null;
    }
  }

  private static void report(
      List<String> duplicates, FieldValidation validation, Consumer<String> warnings) {
    if (validation == FieldValidation.STRICT && !duplicates.isEmpty()) {
      throw StatusException.badRequest(
          "error strict decoding YAML: error converting YAML to JSON: yaml: unmarshal errors:\n  "
              + String.join("\n  ", duplicates));
    }
    duplicates.forEach(warnings);
  }
}
