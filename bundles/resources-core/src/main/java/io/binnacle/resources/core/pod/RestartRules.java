package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.util.List;

/** When a container of its own is started again, by its policy and by its exit code (KEP-5307). */
final class RestartRules {
  private static final List<String> POLICIES = List.of("Always", "Never", "OnFailure");
  private static final List<String> ACTIONS = List.of("Restart", "RestartAllContainers");
  private static final List<String> OPERATORS = List.of("In", "NotIn");
  private static final int MAX_RULES = 20;
  private static final int MAX_CODES = 255;

  private RestartRules() {}

  /**
   * @param init whether it is an init container, whose rules count for nothing without a policy
   */
  static void check(List<FieldError> errors, Unstructured container, String path, boolean init) {
    List<Unstructured> rules = container.items("restartPolicyRules");
    String policy = container.string("restartPolicy");
    if (container.get("restartPolicy") == null) {
      if (!rules.isEmpty()) {
        errors.add(
            FieldError.required(
                path + ".restartPolicy", "must specify restartPolicy when restart rules are used"));
      }
      if (init) {
        return;
      }
    } else if (!POLICIES.contains(policy)) {
      errors.add(FieldError.notSupported(path + ".restartPolicy", policy, POLICIES));
    }
    if (rules.size() > MAX_RULES) {
      errors.add(FieldError.tooMany(path + ".restartPolicyRules", rules.size(), MAX_RULES));
    }
    for (int i = 0; i < rules.size(); i++) {
      rule(errors, rules.get(i), path + ".restartPolicyRules[" + i + "]");
    }
  }

  private static void rule(List<FieldError> errors, Unstructured rule, String at) {
    if (!ACTIONS.contains(rule.string("action"))) {
      errors.add(FieldError.notSupported(at + ".action", rule.string("action"), ACTIONS));
    }
    String codes = at + ".exitCodes";
    if (rule.get("exitCodes") == null) {
      errors.add(FieldError.required(codes, "must be specified"));
      return;
    }
    String operator = rule.string("exitCodes", "operator");
    if (!OPERATORS.contains(operator)) {
      errors.add(FieldError.notSupported(codes + ".operator", operator, OPERATORS));
    }
    int values = rule.list("exitCodes", "values").size();
    if (values > MAX_CODES) {
      errors.add(FieldError.tooMany(codes + ".values", values, MAX_CODES));
    }
  }
}
