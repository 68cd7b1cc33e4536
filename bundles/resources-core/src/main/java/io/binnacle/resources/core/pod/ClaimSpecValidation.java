package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.resources.core.internal.rules.AccessModes;
import io.binnacle.resources.core.internal.rules.LabelRules;
import io.binnacle.resources.core.internal.rules.Quantity;
import java.util.List;

/** What is wrong with a new claim for storage, alone or in a template. Stateless. */
public final class ClaimSpecValidation {
  private ClaimSpecValidation() {}

  /**
   * @param path where the specification stands
   */
  public static void check(List<FieldError> errors, Unstructured spec, String path) {
    AccessModes.check(errors, spec, path);
    errors.addAll(LabelRules.selector(new Unstructured(spec.map("selector")), path + ".selector"));
    Object storage = spec.get("resources", "requests", "storage");
    if (storage == null) {
      errors.add(FieldError.required(path + ".resources[storage]", ""));
    } else if (Quantity.of(storage).signum() <= 0) {
      errors.add(
          FieldError.invalid(path + ".resources[storage]", storage, "must be greater than zero"));
    }
    AccessModes.classAndMode(errors, spec, path);
  }
}
