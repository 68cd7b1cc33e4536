package io.binnacle.resources.admissionregistration.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What validating and mutating policies have in common. Expressions are kept as they are given:
 * that they compile is not looked at.
 */
final class PolicyRules {
  private static final Pattern IDENTIFIER = Pattern.compile("[_a-zA-Z][_a-zA-Z0-9]*");

  private PolicyRules() {}

  static void applyDefaults(Unstructured object) {
    object.setDefault("Fail", "spec", "failurePolicy");
    if (object.get("spec", "matchConstraints") != null) {
      MatchRules.applyDefaults(new Unstructured(object.map("spec", "matchConstraints")));
    }
  }

  static List<FieldError> problems(Unstructured object) {
    Unstructured spec = new Unstructured(object.map("spec"));
    List<FieldError> errors =
        new ArrayList<>(
            MatchRules.oneOf(
                spec.get("failurePolicy"), "spec.failurePolicy", MatchRules.FAILURE_POLICIES));
    if (spec.get("paramKind") != null) {
      errors.addAll(paramKind(new Unstructured(spec.map("paramKind"))));
    }
    String matchPath = "spec.matchConstraints";
    if (spec.get("matchConstraints") == null) {
      errors.add(FieldError.required(matchPath, ""));
    } else {
      Unstructured match = new Unstructured(spec.map("matchConstraints"));
      errors.addAll(MatchRules.resources(match, matchPath));
      if (match.items("resourceRules").isEmpty()) {
        errors.add(FieldError.required(matchPath + ".resourceRules", ""));
      }
    }
    errors.addAll(MatchRules.conditions(spec.items("matchConditions"), "spec.matchConditions"));
    errors.addAll(variables(spec.items("variables")));
    return errors;
  }

  private static List<FieldError> paramKind(Unstructured kind) {
    List<FieldError> errors = new ArrayList<>();
    for (String field : List.of("apiVersion", "kind")) {
      if (kind.string(field).isEmpty()) {
        errors.add(FieldError.required("spec.paramKind." + field, ""));
      }
    }
    return errors;
  }

  private static List<FieldError> variables(List<Unstructured> variables) {
    List<FieldError> errors = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < variables.size(); i++) {
      String path = "spec.variables[" + i + "]";
      String name = variables.get(i).string("name");
      if (name.isEmpty()) {
        errors.add(FieldError.required(path + ".name", "name is not specified"));
      } else if (!IDENTIFIER.matcher(name).matches()) {
        errors.add(FieldError.invalid(path + ".name", name, "name is not a valid CEL identifier"));
      }
      errors.addAll(expression(variables.get(i), path));
      if (!names.add(name)) {
        errors.add(FieldError.duplicate(path + ".name", name));
      }
    }
    return errors;
  }

  static List<FieldError> expression(Unstructured at, String path) {
    return at.string("expression").isBlank()
        ? List.of(FieldError.required(path + ".expression", "expression is not specified"))
        : List.of();
  }
}
