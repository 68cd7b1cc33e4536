package io.binnacle.resources.flowcontrol.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** PriorityLevelConfigurations: how many requests of a kind are served at once, and who waits. */
final class PriorityLevelStrategy implements Strategy {
  private static final List<String> TYPES = List.of("Exempt", "Limited");

  @Override
  public void applyDefaults(Unstructured object) {
    object.setDefault(new LinkedHashMap<>(), "spec");
    Unstructured spec = Parts.of(object, "spec");
    if (spec.get("limited") != null) {
      spec.setDefault(30L, "limited", "nominalConcurrencyShares");
      spec.setDefault(0L, "limited", "lendablePercent");
      applyQueueDefaults(spec);
    }
    if (spec.get("exempt") != null) {
      spec.setDefault(0L, "exempt", "nominalConcurrencyShares");
      spec.setDefault(0L, "exempt", "lendablePercent");
    }
  }

  private static void applyQueueDefaults(Unstructured spec) {
    if (spec.get("limited", "limitResponse", "queuing") == null) {
      return;
    }
    Unstructured queuing = Parts.of(spec, "limited", "limitResponse", "queuing");
    setIfZero(queuing, "queues", 64);
    setIfZero(queuing, "handSize", 8);
    setIfZero(queuing, "queueLengthLimit", 50);
  }

  private static void setIfZero(Unstructured object, String field, long value) {
    if (object.number(0, field) == 0) {
      object.set(value, field);
    }
  }

  @Override
  public void prepareForCreate(RequestContext context, Unstructured object) {
    object.set(new LinkedHashMap<>(), "status");
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    Unstructured spec = Parts.of(object, "spec");
    String type = spec.string("type");
    List<FieldError> errors = new ArrayList<>();
    if (object.name().equals("exempt") != type.equals("Exempt")) {
      errors.add(
          FieldError.invalid(
              "spec.type", type, "must be 'Exempt' if and only if `name` is 'exempt'"));
    }
    switch (type) {
      case "Exempt" -> errors.addAll(exempt(spec));
      case "Limited" -> errors.addAll(limited(spec));
      default -> errors.add(FieldError.notSupported("spec.type", type, TYPES));
    }
    errors.addAll(Parts.fixedProblems(withoutShares(object)));
    return errors;
  }

  /** How much an exempt level counts may be changed; nothing else of the fixed ones may. */
  private static Unstructured withoutShares(Unstructured object) {
    if (!object.name().equals("exempt")) {
      return object;
    }
    Unstructured copy = object.deepCopy();
    copy.set(0L, "spec", "exempt", "nominalConcurrencyShares");
    copy.set(0L, "spec", "exempt", "lendablePercent");
    return copy;
  }

  private static List<FieldError> exempt(Unstructured spec) {
    List<FieldError> errors = new ArrayList<>();
    if (spec.get("limited") != null) {
      errors.add(FieldError.forbidden("spec.limited", "must be nil if the type is not Limited"));
    }
    errors.addAll(shares(Parts.of(spec, "exempt"), "spec.exempt"));
    return errors;
  }

  private static List<FieldError> limited(Unstructured spec) {
    List<FieldError> errors = new ArrayList<>();
    if (spec.get("exempt") != null) {
      errors.add(FieldError.forbidden("spec.exempt", "must be nil if the type is Limited"));
    }
    if (spec.get("limited") == null) {
      errors.add(FieldError.required("spec.limited", "must not be empty when type is Limited"));
      return errors;
    }
    Unstructured limited = Parts.of(spec, "limited");
    errors.addAll(shares(limited, "spec.limited"));
    errors.addAll(
        ResponseValidation.validate(
            Parts.of(limited, "limitResponse"), "spec.limited.limitResponse"));
    long borrowing = limited.number(0, "borrowingLimitPercent");
    if (borrowing < 0) {
      errors.add(
          FieldError.invalid(
              "spec.limited.borrowingLimitPercent",
              borrowing,
              "if specified, must be a non-negative integer"));
    }
    return errors;
  }

  private static List<FieldError> shares(Unstructured level, String path) {
    List<FieldError> errors = new ArrayList<>();
    long shares = level.number(0, "nominalConcurrencyShares");
    if (shares < 0) {
      errors.add(
          FieldError.invalid(
              path + ".nominalConcurrencyShares", shares, "must be a non-negative integer"));
    }
    long lendable = level.number(0, "lendablePercent");
    if (lendable < 0 || lendable > 100) {
      errors.add(
          FieldError.invalid(
              path + ".lendablePercent", lendable, "must be between 0 and 100, inclusive"));
    }
    return errors;
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
