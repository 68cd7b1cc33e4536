package io.binnacle.resources.core.internal.strategy;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.resources.core.internal.diff.SpecDiff;
import io.binnacle.resources.core.internal.rules.ResourceNames;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
    Set<String> resources = quota.map("spec", "hard").keySet();
    List<String> scopes = quota.list("spec", "scopes").stream().map(String::valueOf).toList();
    for (String scope : scopes) {
      if (!SCOPES.contains(scope)) {
        errors.add(FieldError.invalid("spec.scopes", scopes, "unsupported scope"));
      }
      unfit(errors, scope, resources, "spec.scopes", scopes);
    }
    conflicts(errors, scopes, "spec.scopes", scopes);
    String path = "spec.scopeSelector.matchExpressions";
    List<Unstructured> expressions = quota.items("spec", "scopeSelector", "matchExpressions");
    for (Unstructured expression : expressions) {
      String scope = expression.string("scopeName");
      if (!SCOPES.contains(scope)) {
        errors.add(FieldError.invalid(path + ".scopeName", scope, "unsupported scope"));
      }
      Object shown = SpecDiff.inside("ScopeSelector", quota.map("spec", "scopeSelector"));
      unfit(errors, scope, resources, path, shown);
      expression(errors, expression, path);
    }
    List<String> named = expressions.stream().map(e -> e.string("scopeName")).toList();
    conflicts(errors, named, path, quota.get("spec", "scopes"));
  }

  private static void unfit(
      List<FieldError> errors, String scope, Set<String> resources, String path, Object shown) {
    for (String resource : resources) {
      if (ResourceNames.isStandardInQuota(resource) && !fits(scope, resource)) {
        errors.add(FieldError.invalid(path, shown, "unsupported scope applied to resource"));
      }
    }
  }

  private static boolean fits(String scope, String resource) {
    return switch (scope) {
      case "BestEffort" -> resource.equals("pods");
      case "Terminating",
          "NotTerminating",
          "NotBestEffort",
          "PriorityClass",
          "CrossNamespacePodAffinity" ->
          POD_RESOURCES.contains(resource);
      case "VolumeAttributesClass" ->
          resource.equals("persistentvolumeclaims") || resource.equals("requests.storage");
      default -> true;
    };
  }

  private static void conflicts(
      List<FieldError> errors, List<String> scopes, String path, @Nullable Object shown) {
    for (Set<String> pair : CONFLICTS) {
      if (scopes.containsAll(pair)) {
        errors.add(FieldError.invalid(path, shown, "conflicting scopes"));
      }
    }
  }

  private static void expression(List<FieldError> errors, Unstructured expression, String path) {
    String scope = expression.string("scopeName");
    String operator = expression.string("operator");
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
                  "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope"
                      + " selector"));
        }
      }
      default ->
          errors.add(
              FieldError.invalid(path + ".operator", operator, "not a valid selector operator"));
    }
  }
}
