package io.binnacle.schema.patch;

import io.binnacle.schema.json.Json;
import io.binnacle.schema.json.JsonException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON merge patch, RFC 7386: null removes, maps merge, all else replaces. */
public final class MergePatch {
  private MergePatch() {}

  /**
   * Reads a patch.
   *
   * @throws io.binnacle.api.status.StatusException BadRequest if it is no JSON object
   */
  public static Map<String, @Nullable Object> parse(byte[] text) {
    return parse(text, "error decoding patch: ");
  }

  @SuppressWarnings("unchecked")
  static Map<String, @Nullable Object> parse(byte[] text, String prefix) {
    Object patch;
    try {
      patch = Json.parseStrictly(text).value();
    } catch (JsonException e) {
      throw PatchErrors.undecodable(prefix, e.getMessage());
    }
    if (patch == null) {
      return new LinkedHashMap<>();
    }
    if (!(patch instanceof Map<?, ?>)) {
      throw PatchErrors.wrongJson(prefix, patch, "map[string]interface {}");
    }
    return (Map<String, @Nullable Object>) patch;
  }

  /** The patched tree; neither argument is changed, and the result shares parts with both. */
  public static Map<String, @Nullable Object> apply(Map<?, ?> tree, Map<?, ?> patch) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    tree.forEach(
        (key, value) -> {
          if (!patch.containsKey(key)) {
            result.put((String) key, value);
          } else if (patch.get(key) != null) {
            result.put((String) key, merged(value, patch.get(key)));
          }
        });
    patch.forEach(
        (key, value) -> {
          if (value != null && !tree.containsKey(key)) {
            result.put((String) key, merged(null, value));
          }
        });
    return result;
  }

  private static @Nullable Object merged(@Nullable Object value, @Nullable Object patch) {
    return patch instanceof Map<?, ?> map
        ? apply(value instanceof Map<?, ?> old ? old : Map.of(), map)
        : patch;
  }
}
