package io.binnacle.resources.coordination.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import java.util.ArrayList;
import java.util.List;

/**
 * Leases. Their holders compete, so an update must say which state it is of. The fields of
 * coordinated leader election (KEP-4355, off by default) are dropped unless they are there already.
 */
final class LeaseStrategy implements Strategy {
  private static final List<String> COORDINATED = List.of("strategy", "preferredHolder");

  @Override
  public boolean tracksGeneration() {
    return false;
  }

  @Override
  public boolean allowsCreateOnUpdate() {
    return true;
  }

  @Override
  public boolean allowsUnconditionalUpdate() {
    return false;
  }

  @Override
  public void prepareForCreate(RequestContext context, Unstructured object) {
    COORDINATED.forEach(field -> object.remove("spec", field));
  }

  @Override
  public void prepareForUpdate(RequestContext context, Unstructured object, Unstructured previous) {
    for (String field : COORDINATED) {
      if (previous.get("spec", field) == null) {
        object.remove("spec", field);
      }
    }
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    List<FieldError> errors = new ArrayList<>();
    if (object.number(1, "spec", "leaseDurationSeconds") <= 0) {
      errors.add(
          FieldError.invalid(
              "spec.leaseDurationSeconds",
              object.get("spec", "leaseDurationSeconds"),
              "must be greater than 0"));
    }
    if (object.number(0, "spec", "leaseTransitions") < 0) {
      errors.add(
          FieldError.invalid(
              "spec.leaseTransitions",
              object.get("spec", "leaseTransitions"),
              "must be greater than or equal to 0"));
    }
    return errors;
  }
}
