package io.binnacle.resources.storage.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import java.util.ArrayList;
import java.util.List;

/** DeviceClasses: which devices are of a class, and how they are set up. */
final class DeviceClassStrategy implements Strategy {
  private static final String NAME = "spec.extendedResourceName";

  private final DeviceSelectors selectors;

  DeviceClassStrategy(DeviceSelectors selectors) {
    this.selectors = selectors;
  }

  @Override
  public boolean returnsDeletedObject() {
    return true;
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    List<FieldError> errors =
        new ArrayList<>(selectors.problems(object.items("spec", "selectors"), "spec.selectors"));
    errors.addAll(DeviceConfigRules.configs(object.items("spec", "config"), "spec.config"));
    if (object.get("spec", "extendedResourceName") instanceof String name) {
      boolean own = name.startsWith("kubernetes.io/") || name.contains(".kubernetes.io/");
      if (!name.contains("/") || own || name.startsWith("requests.")) {
        errors.add(FieldError.invalid(NAME, name, "must be a valid extended resource name"));
      } else {
        errors.addAll(Rules.qualifiedName(name, NAME));
      }
    }
    return errors;
  }
}
