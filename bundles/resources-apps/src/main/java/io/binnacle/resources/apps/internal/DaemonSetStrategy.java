package io.binnacle.resources.apps.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.selector.SelectorTree;
import io.binnacle.api.status.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * DaemonSets. The count of template changes, a field of older versions, lives on in an annotation.
 */
final class DaemonSetStrategy extends WorkloadStrategy {
  static final String TEMPLATE_GENERATION = "deprecated.daemonset.template.generation";
  private static final String UPDATE_STRATEGY = "spec.updateStrategy";

  DaemonSetStrategy() {
    super(
        List.of(
            "currentNumberScheduled",
            "numberMisscheduled",
            "desiredNumberScheduled",
            "numberReady"),
        false);
  }

  /** The counter of changes is part of what every client writes, in its v1 form an annotation. */
  @Override
  public void applyDefaults(Unstructured object) {
    super.applyDefaults(object);
    object.setDefault("0", "metadata", "annotations", TEMPLATE_GENERATION);
  }

  @Override
  void applySpecDefaults(Unstructured spec) {
    if (spec.string("updateStrategy", "type").isEmpty()) {
      spec.set("RollingUpdate", "updateStrategy", "type");
    }
    if (spec.string("updateStrategy", "type").equals("RollingUpdate")) {
      spec.setDefault(1L, "updateStrategy", "rollingUpdate", "maxUnavailable");
      spec.setDefault(0L, "updateStrategy", "rollingUpdate", "maxSurge");
    } else if (spec.get("updateStrategy", "rollingUpdate") != null) {
      // Inside, both numbers are there once one could be.
      spec.setDefault(0L, "updateStrategy", "rollingUpdate", "maxUnavailable");
      spec.setDefault(0L, "updateStrategy", "rollingUpdate", "maxSurge");
    }
    spec.setDefault(10L, "revisionHistoryLimit");
  }

  @Override
  public void prepareForCreate(RequestContext context, Unstructured object) {
    super.prepareForCreate(context, object);
    setTemplateGeneration(object, Math.max(1, templateGeneration(object)));
  }

  @Override
  public void prepareForUpdate(RequestContext context, Unstructured object, Unstructured previous) {
    if (context.subresource().equals("status")) {
      return;
    }
    super.prepareForUpdate(context, object, previous);
    boolean changed =
        !Objects.equals(object.get("spec", "template"), previous.get("spec", "template"));
    setTemplateGeneration(object, templateGeneration(previous) + (changed ? 1 : 0));
  }

  private static long templateGeneration(Unstructured object) {
    String text = object.annotations().getOrDefault(TEMPLATE_GENERATION, "");
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
  }

  private static void setTemplateGeneration(Unstructured object, long generation) {
    object.set(Long.toString(generation), "metadata", "annotations", TEMPLATE_GENERATION);
  }

  @Override
  List<FieldError> specProblems(Unstructured spec) {
    List<FieldError> errors = new ArrayList<>(selectorProblems(spec));
    errors.addAll(WorkloadRules.templateProblems(spec, "DaemonSet"));
    errors.addAll(Counters.notNegative(spec, "spec", "minReadySeconds"));
    errors.addAll(updateStrategyProblems(part(spec, "updateStrategy")));
    errors.addAll(Counters.notNegative(spec, "spec", "revisionHistoryLimit"));
    return errors;
  }

  /** Unlike with other kinds, a missing selector is only one that does not fit the template. */
  private static List<FieldError> selectorProblems(Unstructured spec) {
    Optional<SelectorTree> selector = SelectorTree.at(spec, "selector");
    List<FieldError> errors = new ArrayList<>();
    selector.ifPresent(tree -> errors.addAll(tree.problems("spec.selector")));
    errors.addAll(WorkloadRules.labelProblems(spec));
    selector
        .filter(SelectorTree::isEmpty)
        .ifPresent(
            tree ->
                errors.add(
                    FieldError.invalid(
                        "spec.selector",
                        tree.canonical(),
                        "empty selector is invalid for daemonset")));
    return errors;
  }

  private static List<FieldError> updateStrategyProblems(Unstructured strategy) {
    return switch (strategy.string("type")) {
      case "OnDelete" -> List.of();
      case "RollingUpdate" -> rollingProblems(part(strategy, "rollingUpdate"));
      default ->
          List.of(
              FieldError.notSupported(
                  UPDATE_STRATEGY,
                  QuotedStrategy.surging(strategy),
                  List.of("RollingUpdate", "OnDelete")));
    };
  }

  private static List<FieldError> rollingProblems(Unstructured rolling) {
    String path = UPDATE_STRATEGY + ".rollingUpdate";
    IntOrPercent unavailable = IntOrPercent.at(rolling, "maxUnavailable", path);
    IntOrPercent surge = IntOrPercent.at(rolling, "maxSurge", path);
    List<FieldError> errors = new ArrayList<>(unavailable.form());
    errors.addAll(surge.form());
    errors.addAll(unavailable.atMostHundredPercent());
    errors.addAll(surge.atMostHundredPercent());
    if (!unavailable.isZero() && !surge.isZero()) {
      errors.add(
          FieldError.invalid(
              surge.path(), surge.value(), "may not be set when maxUnavailable is non-zero"));
    } else if (unavailable.isZero() && surge.isZero()) {
      errors.add(FieldError.required(unavailable.path(), "cannot be 0 when maxSurge is 0"));
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
                "currentNumberScheduled",
                "numberMisscheduled",
                "desiredNumberScheduled",
                "numberReady",
                "observedGeneration",
                "updatedNumberScheduled",
                "numberAvailable",
                "numberUnavailable",
                "collisionCount"));
    errors.addAll(Counters.collisionsNotDecremented(status, previousStatus));
    return errors;
  }
}
