package io.binnacle.resources.apps.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** ControllerRevisions: kept states of a workload, whose data never changes. */
final class ControllerRevisionStrategy implements Strategy {
  @Override
  public boolean tracksGeneration() {
    return false;
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    List<FieldError> errors = new ArrayList<>();
    if (object.get("data") == null) {
      errors.add(FieldError.required("data", "data is mandatory"));
    }
    if (object.number(0, "revision") < 0) {
      errors.add(
          FieldError.invalid(
              "revision", object.get("revision"), "must be greater than or equal to 0"));
    }
    return errors;
  }

  @Override
  public List<FieldError> validateUpdate(
      RequestContext context, Unstructured object, Unstructured previous) {
    List<FieldError> errors = new ArrayList<>(validate(context, object));
    if (!Objects.equals(object.get("data"), previous.get("data"))) {
      errors.add(FieldError.invalid("data", object.get("data"), "field is immutable"));
    }
    return errors;
  }
}
