package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.resources.core.internal.rules.LabelRules;
import java.util.List;

/** A node selector, of a pod's affinity or of a PersistentVolume. */
public final class NodeSelectorValidation {
  private NodeSelectorValidation() {}

  public static void check(List<FieldError> errors, Unstructured selector, String path) {
    List<Unstructured> terms = selector.items("nodeSelectorTerms");
    if (terms.isEmpty()) {
      errors.add(
          FieldError.required(
              path + ".nodeSelectorTerms", "must have at least one node selector term"));
    }
    for (int i = 0; i < terms.size(); i++) {
      term(errors, terms.get(i), path + ".nodeSelectorTerms[" + i + "]");
    }
  }

  static void term(List<FieldError> errors, Unstructured term, String path) {
    for (String list : List.of("matchExpressions", "matchFields")) {
      List<Unstructured> requirements = term.items(list);
      for (int i = 0; i < requirements.size(); i++) {
        requirement(errors, requirements.get(i), path + "." + list + "[" + i + "]", list);
      }
    }
  }

  private static void requirement(
      List<FieldError> errors, Unstructured requirement, String at, String list) {
    int values = requirement.list("values").size();
    switch (requirement.string("operator")) {
      case "In", "NotIn" -> {
        if (values == 0) {
          errors.add(
              FieldError.required(
                  at + ".values", "must be specified when `operator` is 'In' or 'NotIn'"));
        }
      }
      case "Exists", "DoesNotExist" -> {
        if (values > 0) {
          errors.add(
              FieldError.forbidden(
                  at + ".values",
                  "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"));
        }
      }
      case "Gt", "Lt" -> {
        if (values != 1) {
          errors.add(
              FieldError.required(
                  at + ".values",
                  "must be specified single value when `operator` is 'Lt' or 'Gt'"));
        }
      }
      default ->
          errors.add(
              FieldError.invalid(
                  at + ".operator",
                  requirement.string("operator"),
                  "not a valid selector operator"));
    }
    if (list.equals("matchExpressions")) {
      errors.addAll(LabelRules.key(requirement.string("key"), at + ".key"));
    } else if (!requirement.string("key").equals("metadata.name")) {
      errors.add(
          FieldError.invalid(
              at + ".key", requirement.string("key"), "not a valid field selector key"));
    }
  }
}
