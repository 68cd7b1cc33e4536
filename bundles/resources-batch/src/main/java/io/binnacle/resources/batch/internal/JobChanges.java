package io.binnacle.resources.batch.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.resources.core.pod.QuotedTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What must not change in a Job once it is there. */
final class JobChanges {
  private static final String IMMUTABLE = "field is immutable";

  private JobChanges() {}

  static List<FieldError> ofSpec(Unstructured job, Unstructured previous) {
    Unstructured spec = Numbers.part(job, "spec");
    Unstructured before = Numbers.part(previous, "spec");
    List<FieldError> errors = new ArrayList<>(completions(spec, before));
    errors.addAll(unchanged(spec, before, "selector"));
    errors.addAll(template(spec, before, isStill(previous)));
    for (String field :
        List.of("completionMode", "podFailurePolicy", "backoffLimitPerIndex", "managedBy")) {
      errors.addAll(unchanged(spec, before, field));
    }
    if (!Objects.equals(spec.get("successPolicy"), before.get("successPolicy"))) {
      Object quoted =
          spec.get("successPolicy") == null
              ? null
              : JobSpecValidation.quoted(spec.items("successPolicy", "rules"));
      errors.add(FieldError.invalid("spec.successPolicy", quoted, IMMUTABLE));
    }
    return errors;
  }

  private static List<FieldError> unchanged(Unstructured spec, Unstructured before, String field) {
    return Objects.equals(spec.get(field), before.get(field))
        ? List.of()
        : List.of(FieldError.invalid("spec." + field, spec.get(field), IMMUTABLE));
  }

  /** An indexed job may be made larger or smaller, if all its pods run at once. */
  private static List<FieldError> completions(Unstructured spec, Unstructured before) {
    if (!CompletionRules.isIndexed(spec)) {
      return unchanged(spec, before, "completions");
    }
    Object now = spec.get("completions");
    boolean same = Objects.equals(now, before.get("completions"));
    return same || now == null || Objects.equals(now, spec.get("parallelism"))
        ? List.of()
        : List.of(
            FieldError.invalid(
                "spec.completions", now, "can only be modified in tandem with spec.parallelism"));
  }

  /** Whether it is suspended and none of its pods are there, so that it can still be adapted. */
  private static boolean isStill(Unstructured job) {
    return job.bool("spec", "suspend")
        && (job.get("status", "startTime") == null || job.number(0, "status", "active") == 0);
  }

  private static List<FieldError> template(
      Unstructured spec, Unstructured before, boolean adaptable) {
    Unstructured now = Numbers.part(spec, "template").deepCopy();
    Unstructured then = Numbers.part(before, "template").deepCopy();
    if (adaptable) {
      for (Unstructured template : List.of(now, then)) {
        withoutPlacement(template);
      }
    }
    return now.equals(then)
        ? List.of()
        : List.of(
            FieldError.invalid(
                "spec.template", QuotedTemplate.of(Numbers.part(spec, "template")), IMMUTABLE));
  }

  /** Takes out what queueing controllers set before a job starts: where it runs, on how much. */
  private static void withoutPlacement(Unstructured template) {
    for (String field : List.of("labels", "annotations")) {
      template.remove("metadata", field);
    }
    for (String field : List.of("nodeSelector", "tolerations", "schedulingGates")) {
      template.remove("spec", field);
    }
    template.remove("spec", "affinity", "nodeAffinity");
    if (template.map("spec", "affinity").isEmpty()) {
      template.remove("spec", "affinity");
    }
    for (String list : List.of("initContainers", "containers")) {
      template.items("spec", list).forEach(container -> container.remove("resources"));
    }
  }

  static List<FieldError> ofStatus(Unstructured job, Unstructured previous) {
    List<FieldError> errors = new ArrayList<>();
    for (String condition : List.of("Failed", "Complete", "FailureTarget")) {
      if (isLost(job, previous, condition)) {
        errors.add(
            Unquoted.invalid(
                "status.conditions",
                "cannot disable the terminal " + condition + "=True condition"));
      }
    }
    for (String counter : List.of("failed", "succeeded")) {
      long now = job.number(0, "status", counter);
      if (now < previous.number(0, "status", counter)) {
        errors.add(
            FieldError.invalid(
                "status." + counter, now, "cannot decrease the " + counter + " counter"));
      }
    }
    errors.addAll(times(Numbers.part(job, "status"), Numbers.part(previous, "status"), job));
    if (isLost(job, previous, "SuccessCriteriaMet")) {
      errors.add(
          Unquoted.invalid(
              "status.conditions", "cannot disable the SuccessCriteriaMet=True condition"));
    }
    if (JobStatusValidation.is(previous, "Complete")
        && !JobStatusValidation.is(previous, "SuccessCriteriaMet")
        && JobStatusValidation.is(job, "SuccessCriteriaMet")) {
      errors.add(
          Unquoted.invalid(
              "status.conditions",
              "cannot set SuccessCriteriaMet=True for Job already has Complete=true conditions"));
    }
    return errors;
  }

  private static boolean isLost(Unstructured job, Unstructured previous, String condition) {
    return JobStatusValidation.is(previous, condition) && !JobStatusValidation.is(job, condition);
  }

  private static List<FieldError> times(
      Unstructured status, Unstructured before, Unstructured job) {
    List<FieldError> errors = new ArrayList<>();
    Object end = status.get("completionTime");
    Object oldEnd = before.get("completionTime");
    if (end != null && oldEnd != null && !end.equals(oldEnd)) {
      errors.add(
          FieldError.invalid("status.completionTime", end, "completionTime cannot be mutated"));
    }
    Object start = before.get("startTime");
    if (start != null && !start.equals(status.get("startTime")) && !job.bool("spec", "suspend")) {
      errors.add(
          FieldError.required(
              "status.startTime", "startTime cannot be removed for unsuspended job"));
    }
    return errors;
  }
}
