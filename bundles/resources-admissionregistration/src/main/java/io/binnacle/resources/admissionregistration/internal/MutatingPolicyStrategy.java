package io.binnacle.resources.admissionregistration.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import java.util.ArrayList;
import java.util.List;

/** MutatingAdmissionPolicies: expressions that change what is asked for. */
final class MutatingPolicyStrategy implements Strategy {
  static final List<String> REINVOCATION = List.of("IfNeeded", "Never");
  private static final List<String> PATCH_TYPES = List.of("ApplyConfiguration", "JSONPatch");

  private final PolicyRules policies;
  private final ExpressionRules expressions;

  MutatingPolicyStrategy(ExpressionRules expressions) {
    this.policies = new PolicyRules(expressions);
    this.expressions = expressions;
  }

  @Override
  public void applyDefaults(Unstructured object) {
    PolicyRules.applyDefaults(object);
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    List<FieldError> errors = new ArrayList<>(policies.problems(object));
    List<Unstructured> mutations = object.items("spec", "mutations");
    if (mutations.isEmpty()) {
      errors.add(FieldError.required("spec.mutations", "mutations must contain at least one item"));
    }
    for (int i = 0; i < mutations.size(); i++) {
      errors.addAll(mutation(mutations.get(i), "spec.mutations[" + i + "]"));
    }
    String reinvocation = object.string("spec", "reinvocationPolicy");
    errors.addAll(
        reinvocation.isEmpty()
            ? List.of(FieldError.required("spec.reinvocationPolicy", ""))
            : MatchRules.oneOf(reinvocation, "spec.reinvocationPolicy", REINVOCATION));
    return errors;
  }

  private List<FieldError> mutation(Unstructured mutation, String path) {
    String type = mutation.string("patchType");
    String applies = path + ".applyConfiguration";
    String patches = path + ".jsonPatch";
    return switch (type) {
      case "ApplyConfiguration" ->
          body(mutation, "applyConfiguration", applies, "jsonPatch", patches, type);
      case "JSONPatch" -> body(mutation, "jsonPatch", patches, "applyConfiguration", applies, type);
      case "" -> List.of(FieldError.required(path + ".patchType", ""));
      default -> MatchRules.oneOf(type, path + ".patchType", PATCH_TYPES);
    };
  }

  private List<FieldError> body(
      Unstructured mutation,
      String wanted,
      String wantedPath,
      String other,
      String otherPath,
      String type) {
    List<FieldError> errors = new ArrayList<>();
    if (mutation.get(wanted) == null) {
      errors.add(FieldError.required(wantedPath, "must be specified when patchType is " + type));
    } else {
      Unstructured body = new Unstructured(mutation.map(wanted));
      errors.addAll(PolicyRules.expression(body, wantedPath));
      if (!body.string("expression").isBlank()) {
        errors.addAll(
            expressions.syntaxProblems(body.string("expression"), wantedPath + ".expression"));
      }
    }
    if (mutation.get(other) != null) {
      errors.add(
          FieldError.invalid(
              otherPath, mutation.map(other), "must not be specified when patchType is " + type));
    }
    return errors;
  }
}
