package io.binnacle.resources.apps.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import io.binnacle.resources.core.pod.DisabledFields;
import io.binnacle.resources.core.pod.PodTemplateDefaults;
import io.binnacle.resources.core.pod.PodTemplateWarnings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the four workload kinds have in common: a pod template with its defaults, a selector that
 * never changes, a status that clients can't set on create. Stateless.
 */
abstract class WorkloadStrategy implements Strategy {
  private static final String STATUS = "status";

  /** The counters that the kind's status shows even when they are zero. */
  private final List<String> shownCounters;

  /** Whether pods get names made of the kind's own, which had better be a label then. */
  private final boolean namesPods;

  WorkloadStrategy(List<String> shownCounters, boolean namesPods) {
    this.shownCounters = List.copyOf(shownCounters);
    this.namesPods = namesPods;
  }

  /** Fills in the kind's own defaults. */
  abstract void applySpecDefaults(Unstructured spec);

  /** What is wrong with the whole spec of a new or changed object. */
  abstract List<FieldError> specProblems(Unstructured spec);

  /** What is wrong with a new status. */
  abstract List<FieldError> statusProblems(Unstructured status, Unstructured previousStatus);

  /** What is wrong with the change from one spec to another; the selector must stay. */
  List<FieldError> changeProblems(Unstructured spec, Unstructured previousSpec) {
    return WorkloadRules.selectorUnchanged(spec, previousSpec);
  }

  @Override
  public void applyDefaults(Unstructured object) {
    object.setDefault(new LinkedHashMap<>(), "spec");
    Unstructured spec = part(object, "spec");
    spec.setDefault(new LinkedHashMap<>(), "template");
    PodTemplateDefaults.apply(part(spec, "template"));
    applySpecDefaults(spec);
  }

  @Override
  public void prepareForCreate(RequestContext context, Unstructured object) {
    LinkedHashMap<String, @Nullable Object> status = new LinkedHashMap<>();
    shownCounters.forEach(counter -> status.put(counter, 0L));
    object.set(status, STATUS);
    DisabledFields.drop(new Unstructured(object.map("spec", "template", "spec")));
  }

  @Override
  public void prepareForUpdate(RequestContext context, Unstructured object, Unstructured previous) {
    DisabledFields.drop(
        new Unstructured(object.map("spec", "template", "spec")),
        new Unstructured(previous.map("spec", "template", "spec")));
  }

  @Override
  public List<String> warnings(RequestContext context, Unstructured object) {
    List<String> warnings = new ArrayList<>();
    if (!context.subresource().isEmpty()) {
      return warnings;
    }
    if (namesPods && object.resourceVersion().isEmpty()) {
      warnings.addAll(PodTemplateWarnings.ofName(object.name()));
    }
    warnings.addAll(
        PodTemplateWarnings.of(part(part(object, "spec"), "template"), "spec.template"));
    return warnings;
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    return specProblems(part(object, "spec"));
  }

  @Override
  public List<FieldError> validateUpdate(
      RequestContext context, Unstructured object, Unstructured previous) {
    if (context.subresource().equals(STATUS)) {
      return statusProblems(part(object, STATUS), part(previous, STATUS));
    }
    List<FieldError> errors = new ArrayList<>(specProblems(part(object, "spec")));
    errors.addAll(changeProblems(part(object, "spec"), part(previous, "spec")));
    return errors;
  }

  /** A map of the object, an empty one if it has none. */
  static Unstructured part(Unstructured object, String name) {
    return new Unstructured(
        object.get(name) instanceof Map<?, ?> ? object.map(name) : new LinkedHashMap<>());
  }
}
