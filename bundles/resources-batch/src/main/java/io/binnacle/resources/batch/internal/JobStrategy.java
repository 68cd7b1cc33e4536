package io.binnacle.resources.batch.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.DeleteOptions;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import io.binnacle.resources.core.pod.DisabledFields;
import io.binnacle.resources.core.pod.PodTemplateWarnings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Jobs: pods that end. Their selector and labels are generated of their uid. */
final class JobStrategy implements Strategy {
  private static final String STATUS = "status";

  /**
   * A job without labels has those of its template. While its selector has not been generated, the
   * template's labels are not complete; then {@link #prepareForCreate} sees to it.
   */
  @Override
  public void applyDefaults(Unstructured object) {
    JobDefaults.apply(object);
    if (object.get("spec", "selector") != null) {
      JobLabels.inherit(object);
    }
  }

  @Override
  public void prepareForCreate(RequestContext context, Unstructured object) {
    object.set(new LinkedHashMap<>(), STATUS);
    DisabledFields.drop(Numbers.part(object, "spec", "template", "spec"));
    JobLabels.generate(object);
  }

  @Override
  public void prepareForUpdate(RequestContext context, Unstructured object, Unstructured previous) {
    DisabledFields.drop(
        Numbers.part(object, "spec", "template", "spec"),
        Numbers.part(previous, "spec", "template", "spec"));
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    List<FieldError> errors = new ArrayList<>(JobLabels.generatedProblems(object));
    errors.addAll(specProblems(object));
    errors.addAll(CompletionRules.nameProblems(object));
    return errors;
  }

  private static List<FieldError> specProblems(Unstructured job) {
    List<FieldError> errors =
        new ArrayList<>(JobSpecValidation.validate(Numbers.part(job, "spec"), "spec"));
    errors.addAll(JobLabels.selectorProblems(job));
    return errors;
  }

  @Override
  public List<FieldError> validateUpdate(
      RequestContext context, Unstructured object, Unstructured previous) {
    if (context.subresource().equals(STATUS)) {
      // What was wrong already must not stand in the way of a controller that mends the rest.
      List<FieldError> errors = new ArrayList<>(JobStatusValidation.validate(object));
      errors.removeAll(JobStatusValidation.validate(previous));
      errors.addAll(JobChanges.ofStatus(object, previous));
      return errors;
    }
    // The original judges a changed job as a new one and then as a changed one.
    List<FieldError> errors = new ArrayList<>(validate(context, object));
    errors.addAll(specProblems(object));
    errors.addAll(JobChanges.ofSpec(object, previous));
    return errors;
  }

  @Override
  public List<String> warnings(RequestContext context, Unstructured object) {
    if (context.subresource().equals(STATUS)) {
      return List.of();
    }
    List<String> warnings = new ArrayList<>();
    if (object.resourceVersion().isEmpty()) {
      warnings.addAll(PodTemplateWarnings.ofName(object.name()));
    }
    warnings.addAll(
        PodTemplateWarnings.of(Numbers.part(object, "spec", "template"), "spec.template"));
    return warnings;
  }

  @Override
  public Map<String, String> selectableFields(Unstructured object) {
    return Map.of("status.successful", Long.toString(object.number(0, STATUS, "succeeded")));
  }

  /** As it has been since before there was a choice. */
  @Override
  public boolean orphansDependents() {
    return true;
  }

  @Override
  public List<String> deletionWarnings(DeleteOptions options) {
    return options.propagationPolicy() != null
        ? List.of()
        : List.of(
            "child pods are preserved by default when jobs are deleted; set"
                + " propagationPolicy=Background to remove them or set propagationPolicy=Orphan to"
                + " suppress this warning");
  }
}
