package io.binnacle.resources.storage.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.selector.SelectorTree;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import java.util.ArrayList;
import java.util.List;

/** CSIStorageCapacities: how much room a class has somewhere. */
final class CsiStorageCapacityStrategy implements Strategy {
  @Override
  public boolean allowsUnconditionalUpdate() {
    return false;
  }

  @Override
  public boolean tracksGeneration() {
    return false;
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    List<FieldError> errors =
        new ArrayList<>(Rules.subdomain(object.string("storageClassName"), "storageClassName"));
    SelectorTree.at(object, "nodeTopology")
        .ifPresent(selector -> errors.addAll(selector.problems("nodeTopology")));
    String capacity = object.string("capacity");
    if (capacity.startsWith("-") && capacity.chars().anyMatch(c -> c >= '1' && c <= '9')) {
      errors.add(FieldError.invalid("capacity", capacity, "must be greater than or equal to 0"));
    }
    return errors;
  }

  @Override
  public List<FieldError> validateUpdate(
      RequestContext context, Unstructured object, Unstructured previous) {
    List<FieldError> errors = new ArrayList<>(validate(context, object));
    errors.addAll(Rules.sameText(object, previous, "nodeTopology", "nodeTopology"));
    errors.addAll(Rules.sameText(object, previous, "storageClassName", "storageClassName"));
    return errors;
  }
}
