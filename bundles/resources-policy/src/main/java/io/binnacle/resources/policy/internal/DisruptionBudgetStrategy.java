package io.binnacle.resources.policy.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.selector.SelectorTree;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * PodDisruptionBudgets. Evictions count on their status, so an update must say which state it is
 * of.
 */
final class DisruptionBudgetStrategy implements Strategy {
  private static final Pattern PERCENT = Pattern.compile("[0-9]+%");
  private static final List<String> POLICIES = List.of("AlwaysAllow", "IfHealthyBudget");
  private static final List<String> COUNTERS =
      List.of("disruptionsAllowed", "currentHealthy", "desiredHealthy", "expectedPods");

  @Override
  public boolean allowsUnconditionalUpdate() {
    return false;
  }

  @Override
  public void applyDefaults(Unstructured object) {
    object.setDefault(new LinkedHashMap<>(), "spec");
  }

  @Override
  public void prepareForCreate(RequestContext context, Unstructured object) {
    LinkedHashMap<String, @Nullable Object> status = new LinkedHashMap<>();
    COUNTERS.forEach(counter -> status.put(counter, 0L));
    object.set(status, "status");
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    Unstructured spec = Parts.of(object, "spec");
    List<FieldError> errors = new ArrayList<>();
    if (spec.get("minAvailable") != null && spec.get("maxUnavailable") != null) {
      errors.add(
          FieldError.invalid(
              "spec", quoted(spec), "minAvailable and maxUnavailable cannot be both set"));
    }
    for (String field : List.of("minAvailable", "maxUnavailable")) {
      errors.addAll(amount(spec.get(field), "spec." + field));
    }
    SelectorTree.at(spec, "selector")
        .ifPresent(selector -> errors.addAll(selector.problems("spec.selector")));
    String policy = spec.string("unhealthyPodEvictionPolicy");
    if (spec.get("unhealthyPodEvictionPolicy") != null && !POLICIES.contains(policy)) {
      errors.add(FieldError.notSupported("spec.unhealthyPodEvictionPolicy", policy, POLICIES));
    }
    return errors;
  }

  /** The spec as kube-apiserver quotes it. */
  private static Map<String, @Nullable Object> quoted(Unstructured spec) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("MinAvailable", spec.get("minAvailable"));
    result.put(
        "Selector", SelectorTree.at(spec, "selector").map(SelectorTree::canonical).orElse(null));
    result.put("MaxUnavailable", spec.get("maxUnavailable"));
    result.put("UnhealthyPodEvictionPolicy", spec.get("unhealthyPodEvictionPolicy"));
    return result;
  }

  /** A number of pods, or a share of all of them. */
  private static List<FieldError> amount(@Nullable Object amount, String path) {
    if (amount instanceof Number number) {
      return number.longValue() < 0
          ? List.of(FieldError.invalid(path, amount, "must be greater than or equal to 0"))
          : List.of();
    }
    if (amount == null) {
      return List.of();
    }
    String text = amount.toString();
    if (!PERCENT.matcher(text).matches()) {
      return List.of(
          FieldError.invalid(
              path,
              text,
              "a valid percent string must be a numeric string followed by an ending '%' (e.g."
                  + " '1%',  or '93%', regex used for validation is '[0-9]+%')"));
    }
    String digits = text.substring(0, text.length() - 1);
    return digits.length() > 9 || Long.parseLong(digits) > 100
        ? List.of(FieldError.invalid(path, text, "must not be greater than 100%"))
        : List.of();
  }

  @Override
  public List<FieldError> validateUpdate(
      RequestContext context, Unstructured object, Unstructured previous) {
    if (!context.subresource().equals("status")) {
      return validate(context, object);
    }
    List<FieldError> errors = new ArrayList<>();
    errors.addAll(Conditions.problems(object.items("status", "conditions"), "status.conditions"));
    for (String counter : COUNTERS) {
      long value = object.number(0, "status", counter);
      if (value < 0) {
        errors.add(
            FieldError.invalid("status." + counter, value, "must be greater than or equal to 0"));
      }
    }
    return errors;
  }
}
