package io.binnacle.resources.batch.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.selector.LabelSyntax;
import io.binnacle.api.status.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is wrong with a job's rules for what a failed pod means. */
final class FailurePolicyValidation {
  private static final List<String> ACTIONS = List.of("Count", "FailIndex", "FailJob", "Ignore");
  private static final List<String> OPERATORS = List.of("In", "NotIn");
  private static final List<String> STATUSES = List.of("False", "True", "Unknown");
  private static final int MAX_RULES = 20;
  private static final int MAX_PATTERNS = 20;
  private static final int MAX_CODES = 255;

  private FailurePolicyValidation() {}

  static List<FieldError> validate(Unstructured spec, String path) {
    List<Unstructured> rules = spec.items("podFailurePolicy", "rules");
    List<FieldError> errors = new ArrayList<>(notMoreThan(rules, MAX_RULES, path + ".rules"));
    for (int i = 0; i < rules.size(); i++) {
      errors.addAll(rule(spec, rules.get(i), path + ".rules[" + i + "]"));
    }
    return errors;
  }

  private static List<FieldError> notMoreThan(List<?> items, int limit, String path) {
    return items.size() > limit
        ? List.of(FieldError.tooMany(path, items.size(), limit))
        : List.of();
  }

  private static List<FieldError> rule(Unstructured spec, Unstructured rule, String path) {
    List<FieldError> errors = new ArrayList<>();
    String action = rule.string("action");
    if (action.equals("FailIndex") && spec.get("backoffLimitPerIndex") == null) {
      errors.add(
          FieldError.invalid(
              path + ".action", action, "requires the backoffLimitPerIndex to be set"));
    }
    errors.addAll(choice(action, ACTIONS, path + ".action"));
    boolean onCodes = rule.get("onExitCodes") != null;
    boolean onConditions = !rule.list("onPodConditions").isEmpty();
    if (onCodes) {
      errors.addAll(exitCodes(spec, Numbers.part(rule, "onExitCodes"), path + ".onExitCodes"));
    }
    if (onConditions) {
      errors.addAll(conditions(rule.items("onPodConditions"), path + ".onPodConditions"));
    }
    if (onCodes == onConditions) {
      errors.add(
          Unquoted.invalid(
              path,
              onCodes
                  ? "specifying both OnExitCodes and OnPodConditions is not supported"
                  : "specifying one of OnExitCodes and OnPodConditions is required"));
    }
    return errors;
  }

  private static List<FieldError> choice(String value, List<String> allowed, String path) {
    if (value.isEmpty()) {
      String list = String.join(" ", allowed.stream().map(word -> "\"" + word + "\"").toList());
      return List.of(FieldError.required(path, "valid values: [" + list + "]"));
    }
    return allowed.contains(value)
        ? List.of()
        : List.of(FieldError.notSupported(path, value, allowed));
  }

  private static List<FieldError> exitCodes(
      Unstructured spec, Unstructured requirement, String path) {
    String operator = requirement.string("operator");
    List<FieldError> errors = new ArrayList<>(choice(operator, OPERATORS, path + ".operator"));
    if (requirement.get("containerName") != null
        && !containers(spec).contains(requirement.string("containerName"))) {
      errors.add(
          FieldError.invalid(
              path + ".containerName",
              requirement.string("containerName"),
              "must be one of the container or initContainer names in the pod template"));
    }
    if (requirement.list("values").isEmpty()) {
      errors.add(
          FieldError.invalid(
              path + ".values", requirement.get("values"), "at least one value is required"));
    }
    errors.addAll(codes(requirement.list("values"), operator, path + ".values"));
    return errors;
  }

  private static Set<String> containers(Unstructured spec) {
    Set<String> names = new HashSet<>();
    for (String list : List.of("containers", "initContainers")) {
      spec.items("template", "spec", list).forEach(c -> names.add(c.string("name")));
    }
    return names;
  }

  private static List<FieldError> codes(List<?> codes, String operator, String path) {
    List<FieldError> errors = new ArrayList<>(notMoreThan(codes, MAX_CODES, path));
    Set<Long> seen = new HashSet<>();
    boolean ordered = true;
    long previous = Long.MIN_VALUE;
    for (int i = 0; i < codes.size(); i++) {
      long code = codes.get(i) instanceof Number number ? number.longValue() : 0;
      String at = path + "[" + i + "]";
      if (operator.equals("In") && code == 0) {
        errors.add(FieldError.invalid(at, code, "must not be 0 for the In operator"));
      }
      if (!seen.add(code)) {
        errors.add(FieldError.duplicate(at, code));
      }
      ordered &= code >= previous;
      previous = code;
    }
    if (!ordered) {
      errors.add(FieldError.invalid(path, codes, "must be ordered"));
    }
    return errors;
  }

  private static List<FieldError> conditions(List<Unstructured> patterns, String path) {
    List<FieldError> errors = new ArrayList<>(notMoreThan(patterns, MAX_PATTERNS, path));
    for (int i = 0; i < patterns.size(); i++) {
      String at = path + "[" + i + "]";
      String type = patterns.get(i).string("type");
      LabelSyntax.keyProblems(type)
          .forEach(wrong -> errors.add(FieldError.invalid(at + ".type", type, wrong)));
      errors.addAll(choice(patterns.get(i).string("status"), STATUSES, at + ".status"));
    }
    return errors;
  }
}
