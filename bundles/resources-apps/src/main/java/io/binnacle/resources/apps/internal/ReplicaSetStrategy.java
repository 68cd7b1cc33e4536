package io.binnacle.resources.apps.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.util.ArrayList;
import java.util.List;

/** ReplicaSets. */
final class ReplicaSetStrategy extends WorkloadStrategy {
  private static final WorkloadRules.Words WORDS =
      new WorkloadRules.Words("empty selector is invalid for deployment", "invalid label selector");

  ReplicaSetStrategy() {
    super(List.of("replicas"), true);
  }

  @Override
  void applySpecDefaults(Unstructured spec) {
    spec.setDefault(1L, "replicas");
  }

  @Override
  List<FieldError> specProblems(Unstructured spec) {
    List<FieldError> errors =
        new ArrayList<>(Counters.notNegative(spec, "spec", "replicas", "minReadySeconds"));
    errors.addAll(WorkloadRules.selectorProblems(spec, WORDS));
    if (!WorkloadRules.isSelectorUnreadable(spec)) {
      errors.addAll(WorkloadRules.labelProblems(spec));
      errors.addAll(WorkloadRules.templateProblems(spec, "ReplicaSet"));
    }
    return errors;
  }

  @Override
  List<FieldError> statusProblems(Unstructured status, Unstructured previousStatus) {
    List<FieldError> errors =
        new ArrayList<>(
            Counters.notNegative(
                status,
                "status",
                "replicas",
                "fullyLabeledReplicas",
                "readyReplicas",
                "availableReplicas",
                "terminatingReplicas",
                "observedGeneration"));
    errors.addAll(
        Counters.notAboveReplicas(
            status, "fullyLabeledReplicas", "readyReplicas", "availableReplicas"));
    errors.addAll(Counters.availableNotAboveReady(status));
    return errors;
  }
}
