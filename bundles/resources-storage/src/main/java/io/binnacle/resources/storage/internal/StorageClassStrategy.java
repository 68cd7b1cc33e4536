package io.binnacle.resources.storage.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.selector.LabelSyntax;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** StorageClasses: how volumes are made. What they are made by can't be changed. */
final class StorageClassStrategy implements Strategy {
  private static final List<String> FIXED =
      List.of("parameters", "provisioner", "reclaimPolicy", "volumeBindingMode");

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
    // The original compares with as many empty terms, too.
    List<Map<String, Set<Object>>> before =
        new ArrayList<>(Collections.nCopies(terms.size(), Map.of()));
    for (int i = 0; i < terms.size(); i++) {
      String path = "allowedTopologies[" + i + "].matchLabelExpressions";
      List<Unstructured> expressions = terms.get(i).items("matchLabelExpressions");
      Map<String, Set<Object>> keys = new HashMap<>();
      for (int e = 0; e < expressions.size(); e++) {
        String at = path + "[" + e + "]";
        String key = expressions.get(e).string("key");
        errors.addAll(Rules.qualifiedName(key, at + ".key"));
        errors.addAll(valueProblems(expressions.get(e).list("values"), at + ".values"));
        if (keys.put(key, new HashSet<>(expressions.get(e).list("values"))) != null) {
          errors.add(FieldError.duplicate(at + ".key", key));
        }
      }
      before.stream()
          .filter(keys::equals)
          .forEach(same -> errors.add(FieldError.duplicate(path, "")));
      before.add(keys);
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
    for (String field : FIXED) {
      errors.addAll(Rules.sameText(object, previous, field, field));
    }
    return errors;
  }
}
