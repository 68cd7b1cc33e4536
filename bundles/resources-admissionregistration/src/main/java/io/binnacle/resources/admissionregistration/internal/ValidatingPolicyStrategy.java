package io.binnacle.resources.admissionregistration.internal;

import io.binnacle.api.expression.ExpressionScope;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.selector.LabelSyntax;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** ValidatingAdmissionPolicies: expressions that requests must satisfy. */
final class ValidatingPolicyStrategy implements Strategy {
  private static final List<String> REASONS =
      List.of("Forbidden", "Invalid", "RequestEntityTooLarge");

  private final PolicyRules policies;
  private final ExpressionRules expressions;

  ValidatingPolicyStrategy(ExpressionRules expressions) {
    this.policies = new PolicyRules(expressions);
    this.expressions = expressions;
  }

  @Override
  public boolean allowsUnconditionalUpdate() {
    return false;
  }

  @Override
  public void applyDefaults(Unstructured object) {
    PolicyRules.applyDefaults(object);
  }

  @Override
  public void prepareForCreate(RequestContext context, Unstructured object) {
    object.set(new LinkedHashMap<>(), "status");
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    List<FieldError> errors = new ArrayList<>(policies.problems(object));
    List<Unstructured> validations = object.items("spec", "validations");
    List<Unstructured> annotations = object.items("spec", "auditAnnotations");
    if (validations.isEmpty() && annotations.isEmpty()) {
      String text = "validations or auditAnnotations must contain at least one item";
      errors.add(FieldError.required("spec.validations", text));
      errors.add(FieldError.required("spec.auditAnnotations", text));
    }
    ExpressionScope scope = policies.scopeWithVariables(object, true);
    ExpressionScope messages = policies.scopeWithVariables(object, false);
    for (int i = 0; i < validations.size(); i++) {
      String path = "spec.validations[" + i + "]";
      errors.addAll(validation(validations.get(i), path, scope, messages));
    }
    errors.addAll(annotationProblems(object.name(), annotations, scope));
    return errors;
  }

  private List<FieldError> validation(
      Unstructured validation, String path, ExpressionScope scope, ExpressionScope messages) {
    List<FieldError> errors = new ArrayList<>(PolicyRules.expression(validation, path));
    String expression = validation.string("expression");
    if (!expression.isBlank()) {
      errors.addAll(
          expressions.problems(expression, scope, ExpressionRules.BOOL, path + ".expression"));
    }
    String text = validation.string("messageExpression");
    if (!text.isEmpty() && text.isBlank()) {
      errors.add(
          FieldError.invalid(path + ".messageExpression", text, "must be non-empty if specified"));
    } else if (!text.isBlank()) {
      errors.addAll(
          expressions.problems(
              text, messages, ExpressionRules.STRING, path + ".messageExpression"));
    }
    String message = validation.string("message");
    if (!message.isEmpty() && message.isBlank()) {
      errors.add(FieldError.invalid(path + ".message", message, "must be non-empty if specified"));
    } else if (message.strip().chars().anyMatch(c -> c == '\n' || c == '\r')) {
      errors.add(FieldError.invalid(path + ".message", message, "must not contain line breaks"));
    }
    errors.addAll(MatchRules.oneOf(validation.get("reason"), path + ".reason", REASONS));
    return errors;
  }

  private List<FieldError> annotationProblems(
      String policy, List<Unstructured> annotations, ExpressionScope scope) {
    List<FieldError> errors = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < annotations.size(); i++) {
      String path = "spec.auditAnnotations[" + i + "]";
      String key = annotations.get(i).string("key");
      // The annotation's whole name begins with the policy's.
      String whole = policy + "/" + key;
      if (policy.isEmpty()) {
        errors.add(FieldError.invalid(path + ".key", key, "requires metadata.name be non-empty"));
      } else {
        LabelSyntax.keyProblems(whole)
            .forEach(wrong -> errors.add(FieldError.invalid(path + ".key", whole, wrong)));
      }
      String value = annotations.get(i).string("valueExpression");
      String valuePath = path + ".valueExpression";
      errors.addAll(
          value.isBlank()
              ? List.of(FieldError.required(valuePath, "valueExpression is not specified"))
              : expressions.problems(value, scope, ExpressionRules.STRING_OR_NULL, valuePath));
      if (!keys.add(key)) {
        errors.add(FieldError.duplicate(path + ".key", key));
      }
    }
    return errors;
  }

  @Override
  public List<FieldError> validateUpdate(
      RequestContext context, Unstructured object, Unstructured previous) {
    return context.subresource().equals("status") ? List.of() : validate(context, object);
  }
}
