package io.binnacle.resources.storage.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import java.util.ArrayList;
import java.util.List;

/** VolumeAttributesClasses: attributes of volumes that can be changed by choosing another class. */
final class VolumeAttributesClassStrategy implements Strategy {
  @Override
  public boolean returnsDeletedObject() {
    return true;
  }

  @Override
  public boolean tracksGeneration() {
    return false;
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    List<FieldError> errors =
        new ArrayList<>(Rules.provisioner(object.string("driverName"), "driverName"));
    if (object.map("parameters").isEmpty()) {
      errors.add(FieldError.required("parameters", "must contain at least one key/value pair"));
    }
    errors.addAll(Rules.parameters(object.map("parameters")));
    return errors;
  }

  @Override
  public List<FieldError> validateUpdate(
      RequestContext context, Unstructured object, Unstructured previous) {
    List<FieldError> errors = new ArrayList<>(validate(context, object));
    if (!object.string("driverName").equals(previous.string("driverName"))) {
      errors.add(FieldError.forbidden("driverName", "updates to driverName are forbidden."));
    }
    if (!object.map("parameters").equals(previous.map("parameters"))) {
      errors.add(FieldError.forbidden("parameters", "updates to parameters are forbidden."));
    }
    return errors;
  }
}
