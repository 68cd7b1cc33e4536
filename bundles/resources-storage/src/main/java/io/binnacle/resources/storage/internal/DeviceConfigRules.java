package io.binnacle.resources.storage.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rules for configurations, which classes and claims have alike. */
final class DeviceConfigRules {
  private DeviceConfigRules() {}

  static List<FieldError> config(Unstructured config, String path) {
    String at = path + ".opaque";
    if (config.get("opaque") == null) {
      return List.of(FieldError.required(at, ""));
    }
    List<FieldError> errors =
        new ArrayList<>(Rules.driver(config.string("opaque", "driver"), at + ".driver"));
    Object parameters = config.get("opaque", "parameters");
    if (parameters == null) {
      errors.add(FieldError.required(at + ".parameters", ""));
    } else if (!(parameters instanceof Map<?, ?>)) {
      errors.add(
          FieldError.invalid(at + ".parameters", "<value omitted>", "must be a valid JSON object"));
    }
    return errors;
  }
}
