package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.selector.LabelSyntax;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Names;
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
      term(errors, terms.get(i), path + ".nodeSelectorTerms[" + i + "]", true);
    }
  }

  /**
   * @param strict whether values must be such that a label can have; what is only preferred may
   *     name others
   */
  static void term(List<FieldError> errors, Unstructured term, String path, boolean strict) {
    List<Unstructured> expressions = term.items("matchExpressions");
    for (int i = 0; i < expressions.size(); i++) {
      expression(errors, expressions.get(i), path + ".matchExpressions[" + i + "]", strict);
    }
    List<Unstructured> fields = term.items("matchFields");
    for (int i = 0; i < fields.size(); i++) {
      field(errors, fields.get(i), path + ".matchFields[" + i + "]");
    }
  }

  private static void expression(
      List<FieldError> errors, Unstructured requirement, String at, boolean strict) {
    List<?> values = requirement.list("values");
    switch (requirement.string("operator")) {
      case "In", "NotIn" -> {
        if (values.isEmpty()) {
          errors.add(
              FieldError.required(
                  at + ".values", "must be specified when `operator` is 'In' or 'NotIn'"));
        }
      }
      case "Exists", "DoesNotExist" -> {
        if (!values.isEmpty()) {
          errors.add(
              FieldError.forbidden(
                  at + ".values",
                  "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"));
        }
      }
      case "Gt", "Lt" -> {
        if (values.size() != 1) {
          errors.add(
              FieldError.required(
                  at + ".values",
                  "must be specified single value when `operator` is 'Lt' or 'Gt'"));
        }
      }
      default -> unknownOperator(errors, requirement, at);
    }
    errors.addAll(LabelRules.key(requirement.string("key"), at + ".key"));
    for (int i = 0; strict && i < values.size(); i++) {
      String value = String.valueOf(values.get(i));
      for (String problem : LabelSyntax.valueProblems(value)) {
        errors.add(FieldError.invalid(at + ".values[" + i + "]", value, problem));
      }
    }
  }

  private static void field(List<FieldError> errors, Unstructured requirement, String at) {
    List<?> values = requirement.list("values");
    switch (requirement.string("operator")) {
      case "In", "NotIn" -> {
        if (values.size() != 1) {
          errors.add(
              FieldError.required(
                  at + ".values",
                  "must be only one value when `operator` is 'In' or 'NotIn' for node field"
                      + " selector"));
        }
      }
      default -> unknownOperator(errors, requirement, at);
    }
    String key = requirement.string("key");
    if (!key.equals("metadata.name")) {
      errors.add(FieldError.invalid(at + ".key", key, "not a valid field selector key"));
      return;
    }
    for (int i = 0; i < values.size(); i++) {
      String problem = Names.subdomain(String.valueOf(values.get(i)), false);
      if (problem != null) {
        errors.add(FieldError.invalid(at + ".values[" + i + "]", values.get(i), problem));
      }
    }
  }

  private static void unknownOperator(
      List<FieldError> errors, Unstructured requirement, String at) {
    errors.add(
        FieldError.invalid(
            at + ".operator", requirement.string("operator"), "not a valid selector operator"));
  }
}
