package io.binnacle.resources.rbac.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.selector.SelectorTree;
import io.binnacle.api.status.FieldError;
import java.util.ArrayList;
import java.util.List;

/** Roles and ClusterRoles. */
final class RoleStrategy extends RbacStrategy {
  RoleStrategy(boolean namespaced) {
    super(namespaced);
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    List<FieldError> errors = new ArrayList<>();
    List<Unstructured> rules = object.items("rules");
    for (int i = 0; i < rules.size(); i++) {
      errors.addAll(ruleProblems(rules.get(i), "rules[" + i + "]"));
    }
    if (!isNamespaced() && object.get("aggregationRule") != null) {
      errors.addAll(aggregationProblems(object));
    }
    return errors;
  }

  private List<FieldError> ruleProblems(Unstructured rule, String path) {
    List<FieldError> errors = new ArrayList<>();
    if (rule.list("verbs").isEmpty()) {
      errors.add(FieldError.required(path + ".verbs", "verbs must contain at least one value"));
    }
    List<?> urls = rule.list("nonResourceURLs");
    boolean groups = !rule.list("apiGroups").isEmpty();
    boolean resources = !rule.list("resources").isEmpty();
    if (urls.isEmpty()) {
      if (!groups) {
        errors.add(
            FieldError.required(
                path + ".apiGroups", "resource rules must supply at least one api group"));
      }
      if (!resources) {
        errors.add(
            FieldError.required(
                path + ".resources", "resource rules must supply at least one resource"));
      }
      return errors;
    }
    if (isNamespaced()) {
      errors.add(
          FieldError.invalid(
              path + ".nonResourceURLs",
              urls,
              "namespaced rules cannot apply to non-resource URLs"));
    }
    if (groups || resources || !rule.list("resourceNames").isEmpty()) {
      errors.add(
          FieldError.invalid(
              path + ".nonResourceURLs",
              urls,
              "rules cannot apply to both regular resources and non-resource URLs"));
    }
    return errors;
  }

  private static List<FieldError> aggregationProblems(Unstructured object) {
    String path = "aggregationRule.clusterRoleSelectors";
    List<Unstructured> selectors = object.items("aggregationRule", "clusterRoleSelectors");
    if (selectors.isEmpty()) {
      return List.of(
          FieldError.required(
              path, "at least one clusterRoleSelector required if aggregationRule is non-nil"));
    }
    List<FieldError> errors = new ArrayList<>();
    for (int i = 0; i < selectors.size(); i++) {
      String at = path + "[" + i + "]";
      List<FieldError> problems = new SelectorTree(selectors.get(i)).problems(at);
      errors.addAll(problems);
      if (!problems.isEmpty()) {
        errors.add(FieldError.invalid(at, null, "invalid label selector."));
      }
    }
    return errors;
  }
}
