package io.binnacle.resources.flowcontrol.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Names;
import io.binnacle.api.type.Strategy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** FlowSchemas: which requests belong to which priority level. */
final class FlowSchemaStrategy implements Strategy {
  private static final int DEFAULT_PRECEDENCE = 1000;
  private static final int MAX_PRECEDENCE = 10000;
  private static final List<String> METHODS = List.of("ByNamespace", "ByUser");

  @Override
  public void applyDefaults(Unstructured object) {
    object.setDefault(new LinkedHashMap<>(), "spec");
    if (object.number(0, "spec", "matchingPrecedence") == 0) {
      object.set((long) DEFAULT_PRECEDENCE, "spec", "matchingPrecedence");
    }
  }

  @Override
  public void prepareForCreate(RequestContext context, Unstructured object) {
    object.set(new LinkedHashMap<>(), "status");
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    Unstructured spec = Parts.of(object, "spec");
    List<FieldError> errors = new ArrayList<>(precedence(spec, object.name()));
    if (spec.get("distinguisherMethod") != null
        && !METHODS.contains(spec.string("distinguisherMethod", "type"))) {
      errors.add(
          FieldError.notSupported(
              "spec.distinguisherMethod.type",
              Map.of("Type", spec.string("distinguisherMethod", "type")),
              METHODS));
    }
    errors.addAll(level(spec.string("priorityLevelConfiguration", "name")));
    List<Unstructured> rules = spec.items("rules");
    for (int i = 0; i < rules.size(); i++) {
      errors.addAll(RuleValidation.validate(rules.get(i), "spec.rules[" + i + "]"));
    }
    errors.addAll(Parts.fixedProblems(object));
    return errors;
  }

  private static List<FieldError> precedence(Unstructured spec, String name) {
    String path = "spec.matchingPrecedence";
    long precedence = spec.number(0, "matchingPrecedence");
    List<FieldError> errors = new ArrayList<>();
    if (precedence <= 0) {
      errors.add(FieldError.invalid(path, precedence, "must be a positive value"));
    }
    if (precedence > MAX_PRECEDENCE) {
      errors.add(
          FieldError.invalid(path, precedence, "must not be greater than " + MAX_PRECEDENCE));
    }
    if (precedence == 1 && !name.equals("exempt")) {
      errors.add(
          FieldError.invalid(
              path, precedence, "only the schema named 'exempt' may have matchingPrecedence 1"));
    }
    return errors;
  }

  private static List<FieldError> level(String name) {
    String path = "spec.priorityLevelConfiguration.name";
    if (name.isEmpty()) {
      return List.of(FieldError.required(path, "must reference a priority level"));
    }
    String wrong = Names.subdomain(name, false);
    return wrong == null ? List.of() : List.of(FieldError.invalid(path, name, wrong));
  }

  @Override
  public Set<String> resetFields(String subresource) {
    return subresource.equals("status") ? Set.of("metadata") : Set.of();
  }

  @Override
  public List<FieldError> validateUpdate(
      RequestContext context, Unstructured object, Unstructured previous) {
    return context.subresource().equals("status")
        ? Parts.conditionProblems(object)
        : validate(context, object);
  }
}
