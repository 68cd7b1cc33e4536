package io.binnacle.resources.batch.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** HorizontalPodAutoscalers, in the form of autoscaling/v2. */
final class AutoscalerStrategy implements Strategy {
  @Override
  public boolean tracksGeneration() {
    return false;
  }

  @Override
  public void applyDefaults(Unstructured object) {
    object.setDefault(new LinkedHashMap<>(), "spec");
    AutoscalerDefaults.apply(Numbers.part(object, "spec"));
  }

  @Override
  public void prepareForCreate(RequestContext context, Unstructured object) {
    LinkedHashMap<String, @Nullable Object> status = new LinkedHashMap<>();
    status.put("desiredReplicas", 0L);
    status.put("currentMetrics", null);
    object.set(status, "status");
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    Unstructured spec = Numbers.part(object, "spec");
    List<FieldError> errors = new ArrayList<>(replicas(spec));
    errors.addAll(
        ScaleTarget.ofScaled(Numbers.part(spec, "scaleTargetRef"), "spec.scaleTargetRef"));
    errors.addAll(MetricValidation.validate(spec, "spec.metrics"));
    for (String direction : List.of("scaleUp", "scaleDown")) {
      if (spec.get("behavior", direction) instanceof Map<?, ?> rules) {
        errors.addAll(ScalingRules.problems(Unstructured.of(rules), "spec.behavior." + direction));
      }
    }
    return errors;
  }

  private static List<FieldError> replicas(Unstructured spec) {
    List<FieldError> errors = new ArrayList<>();
    long most = spec.number(0, "maxReplicas");
    boolean hasLeast = spec.get("minReplicas") != null;
    long least = spec.number(0, "minReplicas");
    if (hasLeast && least < 1) {
      errors.add(
          FieldError.invalid("spec.minReplicas", least, "must be greater than or equal to 1"));
    }
    if (most == 0) {
      errors.add(FieldError.required("spec.maxReplicas", "must be set and greater than 0"));
    } else if (most < 0) {
      errors.add(
          FieldError.invalid("spec.maxReplicas", most, "must be greater than or equal to 1"));
    }
    if (hasLeast && most < least) {
      errors.add(
          FieldError.invalid(
              "spec.maxReplicas", most, "must be greater than or equal to `minReplicas`"));
    }
    return errors;
  }

  @Override
  public List<FieldError> validateUpdate(
      RequestContext context, Unstructured object, Unstructured previous) {
    if (context.subresource().equals("status")) {
      return Numbers.notNegative(
          Numbers.part(object, "status"), "status", "currentReplicas", "desiredReplicas");
    }
    List<FieldError> errors = new ArrayList<>(validate(context, object));
    // Older versions took any apiVersion; what they let pass can still be scaled.
    for (FieldError old : validate(context, previous)) {
      errors.removeIf(error -> error.equals(old) && error.field().endsWith(".apiVersion"));
    }
    return errors;
  }
}
