package io.binnacle.resources.core.internal.strategy;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.resources.core.internal.rules.DataKeys;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The data of ConfigMaps and Secrets: which keys it may have, how big it may be. */
final class KeyedData {
  /** Of one object, all values together. */
  static final int MAX_BYTES = 1024 * 1024;

  private KeyedData() {}

  static void key(List<FieldError> errors, String key, String path) {
    String at = path + "[" + key + "]";
    DataKeys.problems(key).forEach(wrong -> errors.add(FieldError.invalid(at, key, wrong)));
  }

  /** Bytes of the values, those in base64 counted as what they stand for. */
  static long size(Map<String, ?> values, boolean base64) {
    long total = 0;
    for (Object value : values.values()) {
      String text = String.valueOf(value);
      total +=
          base64
              ? text.replace("=", "").length() * 3L / 4
              : text.getBytes(StandardCharsets.UTF_8).length;
    }
    return total;
  }

  /** That an object marked as immutable stays as it is. */
  static void immutable(
      List<FieldError> errors, Unstructured object, Unstructured previous, String... fields) {
    if (!previous.bool("immutable")) {
      return;
    }
    String why = "field is immutable when `immutable` is set";
    if (!object.bool("immutable")) {
      errors.add(FieldError.forbidden("immutable", why));
    }
    for (String field : fields) {
      if (!object.map(field).equals(previous.map(field))) {
        errors.add(FieldError.forbidden(field, why));
      }
    }
  }
}
