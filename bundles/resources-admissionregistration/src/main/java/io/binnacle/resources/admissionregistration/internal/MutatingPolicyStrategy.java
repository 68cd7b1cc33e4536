package io.binnacle.resources.admissionregistration.internal;

import io.binnacle.api.expression.ExpressionChecker.Finding;
import io.binnacle.api.expression.ExpressionScope;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** MutatingAdmissionPolicies: expressions that change what is asked for. */
final class MutatingPolicyStrategy implements Strategy {
  static final List<String> REINVOCATION = List.of("IfNeeded", "Never");

  /** What is deleted can't be changed. */
  private static final List<String> OPERATIONS = List.of("*", "CONNECT", "CREATE", "UPDATE");

  private static final List<String> PATCH_TYPES = List.of("ApplyConfiguration", "JSONPatch");

  /** Types of which only the object that is asked for knows what they are. */
  private static final Pattern OBJECT_TYPES = Pattern.compile("\\b(Object|JSONPatch)\\b");

  private final PolicyRules policies;
  private final ExpressionRules expressions;

  MutatingPolicyStrategy(ExpressionRules expressions) {
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
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    List<FieldError> errors = new ArrayList<>(policies.problems(object));
    errors.addAll(operations(object, "matchConstraints"));
    List<Unstructured> mutations = object.items("spec", "mutations");
    if (mutations.isEmpty()) {
      errors.add(FieldError.required("spec.mutations", "mutations must contain at least one item"));
    }
    for (int i = 0; i < mutations.size(); i++) {
      errors.addAll(
          mutation(
              mutations.get(i),
              policies.scopeWithVariables(object, true),
              "spec.mutations[" + i + "]"));
    }
    String reinvocation = object.string("spec", "reinvocationPolicy");
    errors.addAll(
        reinvocation.isEmpty()
            ? List.of(FieldError.required("spec.reinvocationPolicy", ""))
            : MatchRules.oneOf(reinvocation, "spec.reinvocationPolicy", REINVOCATION));
    return errors;
  }

  /**
   * @param field of the specification that says which requests are meant
   */
  static List<FieldError> operations(Unstructured object, String field) {
    List<FieldError> errors = new ArrayList<>();
    for (Unstructured rule : object.items("spec", field, "resourceRules")) {
      for (Object operation : rule.list("operations")) {
        errors.addAll(
            MatchRules.oneOf(operation, "spec." + field + ".resourceRules.operations", OPERATIONS));
      }
    }
    return errors;
  }

  private List<FieldError> mutation(Unstructured mutation, ExpressionScope scope, String path) {
    String type = mutation.string("patchType");
    String applies = path + ".applyConfiguration";
    String patches = path + ".jsonPatch";
    return switch (type) {
      case "ApplyConfiguration" ->
          body(mutation, scope, "applyConfiguration", applies, "jsonPatch", patches, type);
      case "JSONPatch" ->
          body(mutation, scope, "jsonPatch", patches, "applyConfiguration", applies, type);
      case "" -> List.of(FieldError.required(path + ".patchType", ""));
      default -> MatchRules.oneOf(type, path + ".patchType", PATCH_TYPES);
    };
  }

  private List<FieldError> body(
      Unstructured mutation,
      ExpressionScope scope,
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
      String expression = body.string("expression");
      String at = wantedPath + ".expression";
      if (expression.isBlank()) {
        errors.add(FieldError.required(at, ""));
      } else {
        // What compiles without the types of the object is none of them.
        Finding found = expressions.check(expression, scope);
        boolean foreign = wanted.equals("applyConfiguration") && found.problem().isEmpty();
        boolean typed = OBJECT_TYPES.matcher(expression).find();
        errors.addAll(
            foreign && !found.type().isEmpty()
                ? List.of(
                    FieldError.invalid(
                        at, expression.strip(), "must evaluate to Object but got " + found.type()))
                : typed
                    ? expressions.syntaxProblems(expression, at)
                    : ExpressionRules.problems(found, expression, at));
      }
    }
    if (mutation.get(other) != null) {
      errors.add(
          FieldError.invalid(
              otherPath, "{" + other + "}", "must not be specified when patchType is " + type));
    }
    return errors;
  }
}
