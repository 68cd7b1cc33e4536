package io.binnacle.resources.admissionregistration.internal;

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
      List.of("Forbidden", "Invalid", "RequestEntityTooLarge", "Unauthorized");

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
    List<FieldError> errors = new ArrayList<>(PolicyRules.problems(object));
    List<Unstructured> validations = object.items("spec", "validations");
    List<Unstructured> annotations = object.items("spec", "auditAnnotations");
    if (validations.isEmpty() && annotations.isEmpty()) {
      String text = "validations or auditAnnotations must contain at least one item";
      errors.add(FieldError.required("spec.validations", text));
      errors.add(FieldError.required("spec.auditAnnotations", text));
    }
    for (int i = 0; i < validations.size(); i++) {
      errors.addAll(validation(validations.get(i), "spec.validations[" + i + "]"));
    }
    errors.addAll(annotationProblems(annotations));
    return errors;
  }

  private static List<FieldError> validation(Unstructured validation, String path) {
    List<FieldError> errors = new ArrayList<>(PolicyRules.expression(validation, path));
    String message = validation.string("message");
    if (!message.isEmpty() && message.isBlank()) {
      errors.add(
          FieldError.invalid(path + ".message", message, "message must be non-empty if specified"));
    } else if (message.contains("\n")) {
      errors.add(
          FieldError.invalid(path + ".message", message, "message must not contain line breaks"));
    }
    errors.addAll(MatchRules.oneOf(validation.get("reason"), path + ".reason", REASONS));
    return errors;
  }

  private static List<FieldError> annotationProblems(List<Unstructured> annotations) {
    List<FieldError> errors = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < annotations.size(); i++) {
      String path = "spec.auditAnnotations[" + i + "]";
      String key = annotations.get(i).string("key");
      if (key.isEmpty()) {
        errors.add(FieldError.required(path + ".key", ""));
      } else {
        LabelSyntax.keyProblems("policy/" + key)
            .forEach(wrong -> errors.add(FieldError.invalid(path + ".key", key, wrong)));
      }
      if (annotations.get(i).string("valueExpression").isBlank()) {
        errors.add(
            FieldError.required(path + ".valueExpression", "valueExpression is not specified"));
      }
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
