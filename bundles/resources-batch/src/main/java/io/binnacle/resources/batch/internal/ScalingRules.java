package io.binnacle.resources.batch.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with the rules for how fast an autoscaler follows. */
final class ScalingRules {
  private static final List<String> SELECT = List.of("Disabled", "Max", "Min");
  private static final List<String> TYPES = List.of("Percent", "Pods");
  private static final int MAX_WINDOW = 3600;
  private static final int MAX_PERIOD = 1800;

  private ScalingRules() {}

  static List<FieldError> problems(Unstructured rules, String path) {
    List<FieldError> errors = new ArrayList<>();
    long window = rules.number(0, "stabilizationWindowSeconds");
    if (window < 0 || window > MAX_WINDOW) {
      errors.add(
          FieldError.invalid(
              path + ".stabilizationWindowSeconds",
              window,
              window < 0
                  ? "must be greater than or equal to zero"
                  : "must be less than or equal to " + MAX_WINDOW));
    }
    if (rules.get("selectPolicy") != null && !SELECT.contains(rules.string("selectPolicy"))) {
      errors.add(
          FieldError.notSupported(path + ".selectPolicy", rules.string("selectPolicy"), SELECT));
    }
    List<Unstructured> policies = rules.items("policies");
    if (policies.isEmpty()) {
      errors.add(FieldError.required(path + ".policies", "must specify at least one Policy"));
    }
    for (int i = 0; i < policies.size(); i++) {
      errors.addAll(policy(policies.get(i), path + ".policies[" + i + "]"));
    }
    if (rules.get("tolerance") != null
        && Amount.of(rules.string("tolerance")).compareTo(BigDecimal.ZERO) < 0) {
      errors.add(
          FieldError.invalid(
              path + ".tolerance",
              rules.string("tolerance"),
              "must be greater than or equal to 0"));
    }
    return errors;
  }

  private static List<FieldError> policy(Unstructured policy, String path) {
    List<FieldError> errors = new ArrayList<>();
    if (!TYPES.contains(policy.string("type"))) {
      errors.add(FieldError.notSupported(path + ".type", policy.string("type"), TYPES));
    }
    for (String field : List.of("value", "periodSeconds")) {
      if (policy.number(0, field) <= 0) {
        errors.add(
            FieldError.invalid(
                path + "." + field, policy.number(0, field), "must be greater than zero"));
      }
    }
    long period = policy.number(0, "periodSeconds");
    if (period > MAX_PERIOD) {
      errors.add(
          FieldError.invalid(
              path + ".periodSeconds", period, "must be less than or equal to " + MAX_PERIOD));
    }
    return errors;
  }
}
