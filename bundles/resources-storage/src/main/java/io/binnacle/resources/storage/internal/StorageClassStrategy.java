package io.binnacle.resources.storage.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.selector.LabelSyntax;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** StorageClasses: how volumes are made. What they are made by can't be changed. */
final class StorageClassStrategy implements Strategy {
  @Override
  public boolean returnsDeletedObject() {
    return true;
  }

  @Override
  public boolean tracksGeneration() {
    return false;
  }

  @Override
  public void applyDefaults(Unstructured object) {
    object.setDefault("Delete", "reclaimPolicy");
    object.setDefault("Immediate", "volumeBindingMode");
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    List<FieldError> errors =
        new ArrayList<>(Rules.provisioner(object.string("provisioner"), "provisioner"));
    errors.addAll(Rules.parameters(object.map("parameters")));
    errors.addAll(Rules.oneOf(object.string("reclaimPolicy"), "reclaimPolicy", "Delete", "Retain"));
    errors.addAll(
        Rules.oneOf(
            object.string("volumeBindingMode"),
            "volumeBindingMode",
            "Immediate",
            "WaitForFirstConsumer"));
    errors.addAll(topologyProblems(object.items("allowedTopologies")));
    return errors;
  }

  private static List<FieldError> topologyProblems(List<Unstructured> terms) {
    List<FieldError> errors = new ArrayList<>();
    for (int i = 0; i < terms.size(); i++) {
      String path = "allowedTopologies[" + i + "].matchLabelExpressions";
      List<Unstructured> expressions = terms.get(i).items("matchLabelExpressions");
      Set<String> keys = new HashSet<>();
      for (int e = 0; e < expressions.size(); e++) {
        String at = path + "[" + e + "]";
        String key = expressions.get(e).string("key");
        errors.addAll(Rules.qualifiedName(key, at + ".key"));
        errors.addAll(valueProblems(expressions.get(e).list("values"), at + ".values"));
        if (!keys.add(key)) {
          errors.add(FieldError.duplicate(at + ".key", key));
        }
      }
    }
    return errors;
  }

  private static List<FieldError> valueProblems(List<?> values, String path) {
    if (values.isEmpty()) {
      return List.of(FieldError.required(path, ""));
    }
    List<FieldError> errors = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int v = 0; v < values.size(); v++) {
      String value = String.valueOf(values.get(v));
      String at = path + "[" + v + "]";
      LabelSyntax.valueProblems(value).forEach(w -> errors.add(FieldError.invalid(at, value, w)));
      if (!seen.add(value)) {
        errors.add(FieldError.duplicate(at, value));
      }
    }
    return errors;
  }

  @Override
  public List<FieldError> validateUpdate(
      RequestContext context, Unstructured object, Unstructured previous) {
    List<FieldError> errors = new ArrayList<>(validate(context, object));
    if (!object.map("parameters").equals(previous.map("parameters"))) {
      errors.add(FieldError.forbidden("parameters", "updates to parameters are forbidden."));
    }
    errors.addAll(Rules.sameText(object, previous, "provisioner", "provisioner"));
    if (!object.string("reclaimPolicy").equals(previous.string("reclaimPolicy"))) {
      errors.add(FieldError.forbidden("reclaimPolicy", "updates to reclaimPolicy are forbidden."));
    }
    errors.addAll(Rules.sameText(object, previous, "volumeBindingMode", "volumeBindingMode"));
    return errors;
  }
}
