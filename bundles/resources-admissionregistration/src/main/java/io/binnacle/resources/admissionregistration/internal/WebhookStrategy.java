package io.binnacle.resources.admissionregistration.internal;

import io.binnacle.api.expression.ExpressionScope;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Webhook configurations: whom to ask about which requests. */
final class WebhookStrategy implements Strategy {
  private static final List<String> SIDE_EFFECTS = List.of("None", "NoneOnDryRun");
  private static final List<String> REVIEW_VERSIONS = List.of("v1", "v1beta1");
  private static final String VERSION_WORDS = "v1, v1beta1";
  private static final long MAX_TIMEOUT = 30;

  private static final ExpressionScope SCOPE = AdmissionScope.of(false, true);

  private final boolean mutating;
  private final ExpressionRules rules;

  /**
   * @param mutating whether the webhooks may change objects, and so may be asked again
   */
  WebhookStrategy(boolean mutating, ExpressionRules rules) {
    this.mutating = mutating;
    this.rules = rules;
  }

  @Override
  public boolean allowsUnconditionalUpdate() {
    return false;
  }

  @Override
  public void applyDefaults(Unstructured object) {
    for (Unstructured webhook : object.items("webhooks")) {
      webhook.setDefault("Fail", "failurePolicy");
      webhook.setDefault("Equivalent", "matchPolicy");
      MatchRules.applySelectorDefaults(webhook);
      webhook.setDefault(10L, "timeoutSeconds");
      if (mutating) {
        webhook.setDefault("Never", "reinvocationPolicy");
      }
      if (webhook.get("clientConfig", "service") != null) {
        webhook.setDefault(443L, "clientConfig", "service", "port");
      }
      MatchRules.applyScopes(webhook.items("rules"));
    }
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    List<FieldError> errors = new ArrayList<>();
    List<Unstructured> webhooks = object.items("webhooks");
    Set<String> names = new HashSet<>();
    for (int i = 0; i < webhooks.size(); i++) {
      String path = "webhooks[" + i + "]";
      errors.addAll(webhook(webhooks.get(i), path));
      String name = webhooks.get(i).string("name");
      if (!name.isEmpty() && !names.add(name)) {
        errors.add(FieldError.duplicate(path + ".name", name));
      }
    }
    return errors;
  }

  private List<FieldError> webhook(Unstructured webhook, String path) {
    List<FieldError> errors =
        new ArrayList<>(ClientRules.webhookName(webhook.string("name"), path + ".name"));
    errors.addAll(versions(webhook.list("admissionReviewVersions"), path));
    errors.addAll(MatchRules.rules(webhook.items("rules"), path + ".rules"));
    errors.addAll(
        MatchRules.oneOf(
            webhook.get("failurePolicy"), path + ".failurePolicy", MatchRules.FAILURE_POLICIES));
    errors.addAll(
        MatchRules.oneOf(
            webhook.get("matchPolicy"), path + ".matchPolicy", MatchRules.MATCH_POLICIES));
    if (mutating) {
      errors.addAll(
          MatchRules.oneOf(
              webhook.get("reinvocationPolicy"),
              path + ".reinvocationPolicy",
              MutatingPolicyStrategy.REINVOCATION));
    }
    if (webhook.get("sideEffects") == null) {
      errors.add(
          FieldError.required(path + ".sideEffects", "must specify one of None, NoneOnDryRun"));
    } else {
      errors.addAll(
          MatchRules.oneOf(webhook.get("sideEffects"), path + ".sideEffects", SIDE_EFFECTS));
    }
    long timeout = webhook.number(1, "timeoutSeconds");
    if (timeout < 1 || timeout > MAX_TIMEOUT) {
      errors.add(
          FieldError.invalid(
              path + ".timeoutSeconds",
              timeout,
              "the timeout value must be between 1 and 30 seconds"));
    }
    errors.addAll(MatchRules.selectors(webhook, path));
    errors.addAll(
        ClientRules.client(new Unstructured(webhook.map("clientConfig")), path + ".clientConfig"));
    errors.addAll(
        MatchRules.conditions(
            webhook.items("matchConditions"), rules, SCOPE, path + ".matchConditions"));
    return errors;
  }

  private static List<FieldError> versions(List<?> versions, String webhookPath) {
    String path = webhookPath + ".admissionReviewVersions";
    if (versions.isEmpty()) {
      return List.of(FieldError.required(path, "must specify one of " + VERSION_WORDS));
    }
    List<FieldError> errors = new ArrayList<>();
    Set<Object> seen = new HashSet<>();
    for (int i = 0; i < versions.size(); i++) {
      if (!seen.add(String.valueOf(versions.get(i)))) {
        errors.add(FieldError.invalid(path + "[" + i + "]", versions.get(i), "duplicate version"));
      }
      errors.addAll(ClientRules.version(String.valueOf(versions.get(i)), path + "[" + i + "]"));
    }
    if (REVIEW_VERSIONS.stream().noneMatch(seen::contains)) {
      errors.add(
          FieldError.invalid(path, versions, "must include at least one of " + VERSION_WORDS));
    }
    return errors;
  }
}
