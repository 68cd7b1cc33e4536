package io.binnacle.resources.storage.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.selector.LabelSyntax;
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
    errors.addAll(
        Items.each(
            object.items("spec", "config"), Items.MAX, "spec.config", DeviceConfigRules::config));
    if (object.get("spec", "extendedResourceName") instanceof String name) {
      boolean own = !name.contains("/") || name.contains("kubernetes.io/");
      // A quota on it, which its name must allow too, has a prefix.
      if (own
          || name.startsWith("requests.")
          || !LabelSyntax.keyProblems("requests." + name).isEmpty()) {
        errors.add(FieldError.invalid(NAME, name, "must be a valid extended resource name"));
      }
    }
    return errors;
  }
}
