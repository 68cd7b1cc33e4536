package io.binnacle.resources.admissionregistration.internal;

import io.binnacle.api.expression.ExpressionChecker.Finding;
import io.binnacle.api.expression.ExpressionScope;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What validating and mutating policies have in common. */
final class PolicyRules {
  private static final Pattern IDENTIFIER = Pattern.compile("[_a-zA-Z][_a-zA-Z0-9]*");

  private final ExpressionRules expressions;

  PolicyRules(ExpressionRules expressions) {
    this.expressions = expressions;
  }

  static void applyDefaults(Unstructured object) {
    object.setDefault("Fail", "spec", "failurePolicy");
    if (object.get("spec", "matchConstraints") != null) {
      MatchRules.applyDefaults(new Unstructured(object.map("spec", "matchConstraints")));
    }
  }

  List<FieldError> problems(Unstructured object) {
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
    errors.addAll(
        MatchRules.conditions(
            spec.items("matchConditions"),
            expressions,
            AdmissionScope.of(hasParams(object), true),
            "spec.matchConditions"));
    errors.addAll(variables(spec.items("variables"), scope(object, true)));
    return errors;
  }

  private static List<FieldError> paramKind(Unstructured kind) {
    List<FieldError> errors = new ArrayList<>();
    if (kind.apiVersion().isEmpty()) {
      errors.add(FieldError.required("spec.paramKind.apiVersion", ""));
    } else {
      errors.addAll(apiVersion(kind.apiVersion(), "spec.paramKind.apiVersion"));
    }
    String wrong = Names.label1035(kind.kind().toLowerCase(Locale.ROOT), false);
    if (kind.kind().isEmpty()) {
      errors.add(FieldError.required("spec.paramKind.kind", ""));
    } else if (wrong != null) {
      errors.add(
          FieldError.invalid(
              "spec.paramKind.kind",
              kind.kind(),
              "may have mixed case, but should otherwise match: " + wrong));
    }
    return errors;
  }

  private static List<FieldError> apiVersion(String text, String path) {
    int slash = text.indexOf('/');
    if (slash != text.lastIndexOf('/')) {
      return List.of(FieldError.invalid(path, text, "unexpected GroupVersion string: " + text));
    }
    List<FieldError> errors = new ArrayList<>();
    String group = slash < 0 ? "" : text.substring(0, slash);
    String version = text.substring(slash + 1);
    String wrongGroup = group.isEmpty() ? null : Names.subdomain(group, false);
    if (wrongGroup != null) {
      errors.add(FieldError.invalid(path, group, wrongGroup));
    }
    String wrong = Names.label1035(version, false);
    if (version.isEmpty()) {
      errors.add(FieldError.invalid(path, text, "version must be specified"));
    } else if (wrong != null) {
      errors.add(FieldError.invalid(path, version, wrong));
    }
    return errors;
  }

  private static boolean hasParams(Unstructured policy) {
    return policy.get("spec", "paramKind") != null;
  }

  private static ExpressionScope scope(Unstructured policy, boolean authorizer) {
    ExpressionScope scope = AdmissionScope.of(hasParams(policy), authorizer);
    return policy.items("spec", "variables").isEmpty()
        ? scope
        : scope
            .with("variables", AdmissionScope.VARIABLES)
            .withFields(AdmissionScope.VARIABLES, Map.of());
  }

  /**
   * What the expressions behind a policy's variables may speak of: these too.
   *
   * @param authorizer whether they may ask what somebody may do
   */
  ExpressionScope scopeWithVariables(Unstructured policy, boolean authorizer) {
    ExpressionScope scope = scope(policy, authorizer);
    ExpressionScope known = scope(policy, true);
    for (Unstructured variable : policy.items("spec", "variables")) {
      Finding found = expressions.check(variable.string("expression"), known);
      if (found.problem().isEmpty()) {
        Map<String, String> field = Map.of(variable.string("name"), found.type());
        known = known.withFields(AdmissionScope.VARIABLES, field);
        scope = scope.withFields(AdmissionScope.VARIABLES, field);
      }
    }
    return scope;
  }

  private List<FieldError> variables(List<Unstructured> variables, ExpressionScope empty) {
    List<FieldError> errors = new ArrayList<>();
    ExpressionScope scope = empty;
    for (int i = 0; i < variables.size(); i++) {
      String path = "spec.variables[" + i + "]";
      String name = variables.get(i).string("name");
      if (name.isEmpty()) {
        errors.add(FieldError.required(path + ".name", "name is not specified"));
      } else if (!IDENTIFIER.matcher(name).matches()) {
        errors.add(FieldError.invalid(path + ".name", name, "must be a valid CEL identifier"));
      }
      errors.addAll(expression(variables.get(i), path));
      String expression = variables.get(i).string("expression");
      if (!expression.isBlank()) {
        Finding found = expressions.check(expression, scope);
        errors.addAll(ExpressionRules.problems(found, expression, path + ".expression"));
        if (found.problem().isEmpty()) {
          scope = scope.withFields(AdmissionScope.VARIABLES, Map.of(name, found.type()));
        }
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
