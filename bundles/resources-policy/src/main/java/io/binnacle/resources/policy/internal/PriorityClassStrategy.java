package io.binnacle.resources.policy.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * PriorityClasses. Names that begin with {@code system-} and values above a billion are the
 * system's own. That only one is the default is seen to by the admission plugin Priority, which
 * knows the others.
 */
final class PriorityClassStrategy implements Strategy {
  static final Map<String, Long> SYSTEM =
      Map.of("system-node-critical", 2_000_001_000L, "system-cluster-critical", 2_000_000_000L);

  private static final long HIGHEST = 1_000_000_000;
  private static final List<String> POLICIES = List.of("PreemptLowerPriority", "Never");

  /** All that could be counted can't be changed; the generation stays 1. */
  @Override
  public boolean tracksGeneration() {
    return false;
  }

  @Override
  public void applyDefaults(Unstructured object) {
    object.setDefault("PreemptLowerPriority", "preemptionPolicy");
  }

  @Override
  public void prepareForCreate(RequestContext context, Unstructured object) {
    object.set(1L, "metadata", "generation");
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    List<FieldError> errors = new ArrayList<>();
    long value = object.number(0, "value");
    if (object.name().startsWith("system-")) {
      String wrong = systemProblem(object, value);
      if (!wrong.isEmpty()) {
        errors.add(
            FieldError.forbidden(
                "metadata.name",
                "priority class names with 'system-' prefix are reserved for system use only."
                    + " error: "
                    + wrong));
      }
    } else if (value > HIGHEST) {
      errors.add(
          FieldError.forbidden(
              "value", "maximum allowed value of a user defined priority is " + HIGHEST));
    }
    String policy = object.string("preemptionPolicy");
    if (policy.isEmpty()) {
      errors.add(FieldError.required("preemptionPolicy", ""));
    } else if (!POLICIES.contains(policy)) {
      errors.add(FieldError.notSupported("preemptionPolicy", policy, POLICIES));
    }
    return errors;
  }

  private static String systemProblem(Unstructured object, long value) {
    Long known = SYSTEM.get(object.name());
    if (known == null) {
      return object.name() + " is not a known system priority class";
    }
    if (known != value) {
      return "value of " + object.name() + " PriorityClass must be " + known;
    }
    return object.bool("globalDefault")
        ? "globalDefault of " + object.name() + " PriorityClass must be false"
        : "";
  }

  @Override
  public List<FieldError> validateUpdate(
      RequestContext context, Unstructured object, Unstructured previous) {
    List<FieldError> errors = new ArrayList<>();
    if (object.number(0, "value") != previous.number(0, "value")) {
      errors.add(FieldError.forbidden("value", "may not be changed in an update."));
    }
    if (!Objects.equals(object.get("preemptionPolicy"), previous.get("preemptionPolicy"))) {
      errors.add(
          FieldError.invalid(
              "preemptionPolicy", object.get("preemptionPolicy"), "field is immutable"));
    }
    return errors;
  }
}
