package io.binnacle.resources.admissionregistration.internal;

import io.binnacle.api.expression.ExpressionScope;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.selector.LabelSyntax;
import io.binnacle.api.selector.SelectorTree;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Names;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which requests a webhook or a policy is for. */
final class MatchRules {
  static final List<String> FAILURE_POLICIES = List.of("Fail", "Ignore");
  static final List<String> MATCH_POLICIES = List.of("Equivalent", "Exact");
  private static final List<String> OPERATIONS =
      List.of("*", "CONNECT", "CREATE", "DELETE", "UPDATE");
  private static final List<String> SCOPES = List.of("*", "Cluster", "Namespaced");
  private static final int MAX_CONDITIONS = 64;

  private MatchRules() {}

  /** The defaults of a {@code matchConstraints} or {@code matchResources}. */
  static void applyDefaults(Unstructured resources) {
    resources.setDefault("Equivalent", "matchPolicy");
    applySelectorDefaults(resources);
    applyScopes(resources.items("resourceRules"));
    applyScopes(resources.items("excludeResourceRules"));
  }

  static void applySelectorDefaults(Unstructured at) {
    at.setDefault(new LinkedHashMap<>(), "namespaceSelector");
    at.setDefault(new LinkedHashMap<>(), "objectSelector");
  }

  static void applyScopes(List<Unstructured> rules) {
    rules.forEach(rule -> rule.setDefault("*", "scope"));
  }

  static List<FieldError> selectors(Unstructured at, String path) {
    List<FieldError> errors = new ArrayList<>();
    for (String field : List.of("namespaceSelector", "objectSelector")) {
      SelectorTree.at(at, field)
          .ifPresent(selector -> errors.addAll(selector.problems(path + "." + field)));
    }
    return errors;
  }

  /** What is wrong with a {@code matchConstraints} or {@code matchResources}. */
  static List<FieldError> resources(Unstructured resources, String path) {
    List<FieldError> errors =
        new ArrayList<>(oneOf(resources.get("matchPolicy"), path + ".matchPolicy", MATCH_POLICIES));
    errors.addAll(selectors(resources, path));
    errors.addAll(rules(resources.items("resourceRules"), path + ".resourceRules"));
    errors.addAll(rules(resources.items("excludeResourceRules"), path + ".excludeResourceRules"));
    return errors;
  }

  static List<FieldError> rules(List<Unstructured> rules, String path) {
    List<FieldError> errors = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      errors.addAll(rule(rules.get(i), path + "[" + i + "]"));
    }
    return errors;
  }

  private static List<FieldError> rule(Unstructured rule, String path) {
    List<FieldError> errors = new ArrayList<>();
    List<?> operations = rule.list("operations");
    errors.addAll(aloneIfAll(operations, path + ".operations", "operations", true));
    for (int i = 0; i < operations.size(); i++) {
      errors.addAll(oneOf(operations.get(i), path + ".operations[" + i + "]", OPERATIONS));
    }
    errors.addAll(aloneIfAll(rule.list("apiGroups"), path + ".apiGroups", "API groups", true));
    errors.addAll(
        aloneIfAll(rule.list("apiVersions"), path + ".apiVersions", "API versions", false));
    errors.addAll(resourceNames(rule.list("resources"), path + ".resources"));
    errors.addAll(oneOf(rule.get("scope"), path + ".scope", SCOPES));
    Set<Object> names = new HashSet<>();
    List<?> resourceNames = rule.list("resourceNames");
    for (int i = 0; i < resourceNames.size(); i++) {
      String name = String.valueOf(resourceNames.get(i));
      String at = path + ".resourceNames[" + i + "]";
      String wrong = Names.pathSegment(name, false);
      if (wrong != null) {
        errors.add(FieldError.invalid(at, name, wrong));
      }
      if (!names.add(name)) {
        errors.add(FieldError.duplicate(at, name));
      }
    }
    return errors;
  }

  private static List<FieldError> aloneIfAll(
      List<?> values, String path, String what, boolean mayBeBlank) {
    if (values.isEmpty()) {
      return List.of(FieldError.required(path, ""));
    }
    List<FieldError> errors = new ArrayList<>();
    if (values.contains("*") && values.size() > 1) {
      errors.add(
          FieldError.invalid(path, values, "if '*' is present, must not specify other " + what));
    }
    for (int i = 0; i < values.size(); i++) {
      if (!mayBeBlank && "".equals(values.get(i))) {
        errors.add(FieldError.required(path + "[" + i + "]", ""));
      }
    }
    return errors;
  }

  /** Wildcards of resources and of subresources make what they stand for redundant. */
  private static List<FieldError> resourceNames(List<?> resources, String path) {
    if (resources.isEmpty()) {
      return List.of(FieldError.required(path, ""));
    }
    List<FieldError> errors = new ArrayList<>();
    if (resources.contains("*/*") && resources.size() > 1) {
      errors.add(
          FieldError.invalid(
              path, resources, "if '*/*' is present, must not specify other resources"));
      return errors;
    }
    boolean all = resources.contains("*");
    boolean allWhole =
        all && resources.stream().anyMatch(r -> !String.valueOf(r).contains("/") && !r.equals("*"));
    if (allWhole) {
      errors.add(
          FieldError.invalid(
              path,
              resources,
              "if '*' is present, must not specify other resources without subresources"));
    }
    for (int i = 0; i < resources.size(); i++) {
      String resource = String.valueOf(resources.get(i));
      String at = path + "[" + i + "]";
      int slash = resource.indexOf('/');
      if (resource.isEmpty()) {
        errors.add(FieldError.required(at, ""));
      } else if (slash > 0
          && !resource.startsWith("*")
          && resources.contains(resource.substring(0, slash) + "/*")
          && !resource.endsWith("/*")) {
        errors.add(
            FieldError.invalid(
                at,
                resource,
                "if '"
                    + resource.substring(0, slash)
                    + "/*' is present, must not specify "
                    + resource));
      }
    }
    return errors;
  }

  /**
   * @param scope what the expressions may speak of
   */
  static List<FieldError> conditions(
      List<Unstructured> conditions, ExpressionRules rules, ExpressionScope scope, String path) {
    List<FieldError> errors = new ArrayList<>();
    if (conditions.size() > MAX_CONDITIONS) {
      errors.add(FieldError.tooMany(path, conditions.size(), MAX_CONDITIONS));
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < conditions.size(); i++) {
      String at = path + "[" + i + "]";
      String name = conditions.get(i).string("name");
      String expression = conditions.get(i).string("expression");
      errors.addAll(
          expression.isBlank()
              ? List.of(FieldError.required(at + ".expression", ""))
              : rules.problems(expression, scope, ExpressionRules.BOOL, at + ".expression"));
      if (name.isEmpty()) {
        errors.add(FieldError.required(at + ".name", ""));
      } else {
        LabelSyntax.keyProblems(name)
            .forEach(wrong -> errors.add(FieldError.invalid(at + ".name", name, wrong)));
        if (!names.add(name)) {
          errors.add(FieldError.duplicate(at + ".name", name));
        }
      }
    }
    return errors;
  }

  /** Complains of a value that is none of the allowed words; a missing one passes. */
  static List<FieldError> oneOf(@Nullable Object value, String path, List<String> allowed) {
    return value == null || allowed.contains(String.valueOf(value))
        ? List.of()
        : List.of(FieldError.notSupported(path, value, allowed));
  }
}
