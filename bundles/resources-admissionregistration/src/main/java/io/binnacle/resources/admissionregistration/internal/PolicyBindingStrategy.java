package io.binnacle.resources.admissionregistration.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.selector.SelectorTree;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Names;
import io.binnacle.api.type.Strategy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Bindings of policies: where a policy holds, with which parameters. */
final class PolicyBindingStrategy implements Strategy {
  private static final List<String> ACTIONS = List.of("Audit", "Deny", "Warn");
  private static final List<String> NOT_FOUND = List.of("Deny", "Allow");
  private static final String PARAM = "spec.paramRef";
  private static final String ACTION_PATH = "spec.validationActions";

  private final boolean validating;

  /**
   * @param validating whether the policy refuses, so that the binding says what that means
   */
  PolicyBindingStrategy(boolean validating) {
    this.validating = validating;
  }

  @Override
  public boolean allowsUnconditionalUpdate() {
    return false;
  }

  @Override
  public void applyDefaults(Unstructured object) {
    if (object.get("spec", "matchResources") != null) {
      MatchRules.applyDefaults(new Unstructured(object.map("spec", "matchResources")));
    }
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    List<FieldError> errors = new ArrayList<>();
    String policy = object.string("spec", "policyName");
    String wrong = Names.subdomain(policy, false);
    if (policy.isEmpty()) {
      errors.add(FieldError.required("spec.policyName", ""));
    } else if (wrong != null) {
      errors.add(FieldError.invalid("spec.policyName", policy, wrong));
    }
    if (object.get("spec", "paramRef") != null) {
      errors.addAll(paramProblems(new Unstructured(object.map("spec", "paramRef"))));
    }
    if (object.get("spec", "matchResources") != null) {
      errors.addAll(
          MatchRules.resources(
              new Unstructured(object.map("spec", "matchResources")), "spec.matchResources"));
    }
    if (validating) {
      errors.addAll(actionProblems(object.list("spec", "validationActions")));
    } else {
      errors.addAll(MutatingPolicyStrategy.operations(object, "matchResources"));
    }
    return errors;
  }

  private static List<FieldError> paramProblems(Unstructured param) {
    List<FieldError> errors = new ArrayList<>();
    String name = param.string("name");
    boolean selects = param.get("selector") != null;
    if (!name.isEmpty() && selects) {
      String text = "name and selector are mutually exclusive";
      errors.add(FieldError.forbidden(PARAM + ".name", text));
      errors.add(FieldError.forbidden(PARAM + ".selector", text));
    } else if (name.isEmpty() && !selects) {
      errors.add(FieldError.required(PARAM, "one of name or selector must be specified"));
    }
    String wrong = Names.pathSegment(name, false);
    if (wrong != null) {
      errors.add(FieldError.invalid(PARAM + ".name", name, wrong));
    }
    SelectorTree.at(param, "selector")
        .ifPresent(selector -> errors.addAll(selector.problems(PARAM + ".selector")));
    Object action = param.get("parameterNotFoundAction");
    errors.addAll(
        action == null
            ? List.of(FieldError.required(PARAM + ".parameterNotFoundAction", ""))
            : MatchRules.oneOf(action, PARAM + ".parameterNotFoundAction", NOT_FOUND));
    return errors;
  }

  private static List<FieldError> actionProblems(List<?> actions) {
    if (actions.isEmpty()) {
      return List.of(
          FieldError.required(ACTION_PATH, "at least one validation action is required"));
    }
    List<FieldError> errors = new ArrayList<>();
    Set<Object> seen = new HashSet<>();
    for (int i = 0; i < actions.size(); i++) {
      String path = ACTION_PATH + "[" + i + "]";
      errors.addAll(MatchRules.oneOf(actions.get(i), path, ACTIONS));
      if (!seen.add(String.valueOf(actions.get(i)))) {
        errors.add(FieldError.duplicate(path, actions.get(i)));
      }
    }
    if (seen.contains("Deny") && seen.contains("Warn")) {
      errors.add(
          FieldError.invalid(
              ACTION_PATH,
              actions,
              "must not contain both Deny and Warn (repeating the same validation failure"
                  + " information in the API response and headers serves no purpose)"));
    }
    return errors;
  }
}
