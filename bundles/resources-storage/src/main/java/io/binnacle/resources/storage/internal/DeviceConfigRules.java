package io.binnacle.resources.storage.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rules for configurations, which classes and claims have alike. */
final class DeviceConfigRules {
  static final int MAX = 32;

  private DeviceConfigRules() {}

  static List<FieldError> configs(List<Unstructured> configs, String path) {
    List<FieldError> errors = new ArrayList<>(atMost(configs, path));
    for (int i = 0; i < configs.size(); i++) {
      String at = path + "[" + i + "].opaque";
      if (configs.get(i).get("opaque") == null) {
        errors.add(FieldError.required(at, ""));
        continue;
      }
      errors.addAll(Rules.driver(configs.get(i).string("opaque", "driver"), at + ".driver"));
      Object parameters = configs.get(i).get("opaque", "parameters");
      if (parameters == null) {
        errors.add(FieldError.required(at + ".parameters", ""));
      } else if (!(parameters instanceof Map<?, ?>)) {
        errors.add(
            FieldError.invalid(
                at + ".parameters", "<value omitted>", "must be a valid JSON object"));
      }
    }
    return errors;
  }

  static List<FieldError> atMost(List<?> items, String path) {
    return items.size() > MAX ? List.of(FieldError.tooMany(path, items.size(), MAX)) : List.of();
  }
}
