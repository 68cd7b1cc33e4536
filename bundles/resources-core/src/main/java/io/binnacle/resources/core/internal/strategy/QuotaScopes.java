package io.binnacle.resources.core.internal.strategy;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.util.List;
import java.util.Set;

/** Which objects a quota counts: its scopes and scope selectors. */
final class QuotaScopes {
  private static final Set<String> SCOPES =
      Set.of(
          "Terminating",
          "NotTerminating",
          "BestEffort",
          "NotBestEffort",
          "PriorityClass",
          "CrossNamespacePodAffinity",
          "VolumeAttributesClass");
  private static final Set<String> POD_RESOURCES =
      Set.of(
          "pods",
          "cpu",
          "memory",
          "requests.cpu",
          "requests.memory",
          "limits.cpu",
          "limits.memory");
  private static final List<Set<String>> CONFLICTS =
      List.of(Set.of("BestEffort", "NotBestEffort"), Set.of("Terminating", "NotTerminating"));
  private static final Set<String> EXISTS_ONLY =
      Set.of(
          "Terminating",
          "NotTerminating",
          "BestEffort",
          "NotBestEffort",
          "CrossNamespacePodAffinity");

  private QuotaScopes() {}

  static void check(List<FieldError> errors, Unstructured quota) {
    List<String> scopes = quota.list("spec", "scopes").stream().map(String::valueOf).toList();
    check(errors, quota, scopes, "spec.scopes", scopes);
    String path = "spec.scopeSelector.matchExpressions";
    List<Unstructured> expressions = quota.items("spec", "scopeSelector", "matchExpressions");
    for (Unstructured expression : expressions) {
      expression(errors, quota, expression, path);
    }
    conflicts(
        errors,
        expressions.stream().map(e -> e.string("scopeName")).toList(),
        path,
        quota.list("spec", "scopeSelector", "matchExpressions"));
  }

  private static void check(
      List<FieldError> errors,
      Unstructured quota,
      List<String> scopes,
      String path,
      List<String> shown) {
    for (String scope : scopes) {
      if (!SCOPES.contains(scope)) {
        errors.add(FieldError.invalid(path, shown, "unsupported scope"));
      }
      for (String resource : quota.map("spec", "hard").keySet()) {
        if (!fits(scope, resource)) {
          errors.add(FieldError.invalid(path, shown, "unsupported scope applied to resource"));
        }
      }
    }
    conflicts(errors, scopes, path, shown);
  }

  private static boolean fits(String scope, String resource) {
    return switch (scope) {
      case "BestEffort" -> resource.equals("pods");
      case "Terminating",
          "NotTerminating",
          "NotBestEffort",
          "PriorityClass",
          "CrossNamespacePodAffinity" ->
          POD_RESOURCES.contains(resource)
              || resource.contains("ephemeral-storage")
              || resource.startsWith("requests.")
              || resource.contains("hugepages-");
      default -> true;
    };
  }

  private static void conflicts(
      List<FieldError> errors, List<String> scopes, String path, List<?> shown) {
    for (Set<String> pair : CONFLICTS) {
      if (scopes.containsAll(pair)) {
        errors.add(FieldError.invalid(path, shown, "conflicting scopes"));
      }
    }
  }

  private static void expression(
      List<FieldError> errors, Unstructured quota, Unstructured expression, String path) {
    String scope = expression.string("scopeName");
    String operator = expression.string("operator");
    check(errors, quota, List.of(scope), path + ".scopeName", List.of(scope));
    boolean hasValues = !expression.list("values").isEmpty();
    if (EXISTS_ONLY.contains(scope) && !operator.equals("Exists")) {
      errors.add(
          FieldError.invalid(
              path + ".operator",
              operator,
              "must be 'Exists' when scope is any of ResourceQuotaScopeTerminating,"
                  + " ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort,"
                  + " ResourceQuotaScopeNotBestEffort or"
                  + " ResourceQuotaScopeCrossNamespacePodAffinity"));
    }
    switch (operator) {
      case "In", "NotIn" -> {
        if (!hasValues) {
          errors.add(
              FieldError.required(
                  path + ".values",
                  "must be at least one value when `operator` is 'In' or 'NotIn' for scope"
                      + " selector"));
        }
      }
      case "Exists", "DoesNotExist" -> {
        if (hasValues) {
          errors.add(
              FieldError.invalid(
                  path + ".values",
                  expression.list("values"),
                  "must be no value when `operator` is 'Exists' or 'DoesNotExist' for scope"
                      + " selector"));
        }
      }
      default ->
          errors.add(
              FieldError.invalid(path + ".operator", operator, "not a valid selector operator"));
    }
  }
}
