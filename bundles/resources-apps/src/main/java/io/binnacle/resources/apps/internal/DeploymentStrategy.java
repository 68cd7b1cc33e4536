package io.binnacle.resources.apps.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Deployments. */
final class DeploymentStrategy extends WorkloadStrategy {
  private static final String STRATEGY = "spec.strategy";
  private static final WorkloadRules.Words WORDS =
      new WorkloadRules.Words("empty selector is invalid for deployment", "invalid label selector");

  DeploymentStrategy() {
    super(List.of(), true);
  }

  @Override
  void applySpecDefaults(Unstructured spec) {
    spec.setDefault(1L, "replicas");
    if (spec.string("strategy", "type").isEmpty()) {
      spec.set("RollingUpdate", "strategy", "type");
    }
    if (spec.string("strategy", "type").equals("RollingUpdate")) {
      spec.setDefault("25%", "strategy", "rollingUpdate", "maxUnavailable");
      spec.setDefault("25%", "strategy", "rollingUpdate", "maxSurge");
    }
    spec.setDefault(10L, "revisionHistoryLimit");
    spec.setDefault(600L, "progressDeadlineSeconds");
  }

  @Override
  public Set<String> resetFields(String subresource) {
    return subresource.equals("status") ? Set.of("metadata.labels") : Set.of();
  }

  /** Unlike for other kinds, a change of annotations counts: controllers read some of them. */
  @Override
  public void prepareForUpdate(RequestContext context, Unstructured object, Unstructured previous) {
    super.prepareForUpdate(context, object, previous);
    if (!context.subresource().equals("status")
        && !object.annotations().equals(previous.annotations())) {
      object.set(previous.number(0, "metadata", "generation") + 1, "metadata", "generation");
    }
  }

  @Override
  List<FieldError> specProblems(Unstructured spec) {
    List<FieldError> errors = new ArrayList<>(Counters.notNegative(spec, "spec", "replicas"));
    errors.addAll(WorkloadRules.selectorProblems(spec, WORDS));
    if (!WorkloadRules.isSelectorUnreadable(spec)) {
      errors.addAll(WorkloadRules.labelProblems(spec));
      errors.addAll(WorkloadRules.templateProblems(spec, "ReplicaSet"));
    }
    errors.addAll(strategyProblems(part(spec, "strategy")));
    errors.addAll(Counters.notNegative(spec, "spec", "minReadySeconds", "revisionHistoryLimit"));
    errors.addAll(Counters.notNegative(spec, "spec", "progressDeadlineSeconds"));
    if (spec.get("progressDeadlineSeconds") != null
        && spec.number(0, "progressDeadlineSeconds") <= spec.number(0, "minReadySeconds")) {
      errors.add(
          FieldError.invalid(
              "spec.progressDeadlineSeconds",
              spec.get("progressDeadlineSeconds"),
              "must be greater than minReadySeconds"));
    }
    return errors;
  }

  private static List<FieldError> strategyProblems(Unstructured strategy) {
    return switch (strategy.string("type")) {
      case "Recreate" ->
          strategy.get("rollingUpdate") == null
              ? List.of()
              : List.of(
                  FieldError.forbidden(
                      STRATEGY + ".rollingUpdate",
                      "may not be specified when strategy `type` is 'Recreate'"));
      case "RollingUpdate" -> rollingProblems(part(strategy, "rollingUpdate"));
      default ->
          List.of(
              FieldError.notSupported(
                  STRATEGY,
                  QuotedStrategy.surging(strategy),
                  List.of("Recreate", "RollingUpdate")));
    };
  }

  private static List<FieldError> rollingProblems(Unstructured rolling) {
    String path = STRATEGY + ".rollingUpdate";
    IntOrPercent unavailable = IntOrPercent.at(rolling, "maxUnavailable", path);
    IntOrPercent surge = IntOrPercent.at(rolling, "maxSurge", path);
    List<FieldError> errors = new ArrayList<>(unavailable.form());
    errors.addAll(surge.form());
    if (unavailable.isZero() && surge.isZero()) {
      errors.add(
          FieldError.invalid(
              unavailable.path(), unavailable.value(), "may not be 0 when `maxSurge` is 0"));
    }
    errors.addAll(unavailable.atMostHundredPercent());
    return errors;
  }

  @Override
  List<FieldError> statusProblems(Unstructured status, Unstructured previousStatus) {
    List<FieldError> errors =
        new ArrayList<>(
            Counters.notNegative(
                status,
                "status",
                "observedGeneration",
                "replicas",
                "updatedReplicas",
                "readyReplicas",
                "terminatingReplicas",
                "availableReplicas",
                "unavailableReplicas",
                "collisionCount"));
    errors.addAll(
        Counters.notAboveReplicas(status, "updatedReplicas", "readyReplicas", "availableReplicas"));
    errors.addAll(Counters.availableNotAboveReady(status));
    errors.addAll(Counters.collisionsNotDecremented(status, previousStatus));
    return errors;
  }
}
