package io.binnacle.resources.batch.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What must hold for the status of a Job by itself, whoever keeps it. */
final class JobStatusValidation {
  private static final String CONDITIONS = "status.conditions";

  private JobStatusValidation() {}

  static boolean is(Unstructured job, String condition) {
    return job.items("status", "conditions").stream()
        .anyMatch(c -> c.string("type").equals(condition) && c.string("status").equals("True"));
  }

  static List<FieldError> validate(Unstructured job) {
    Unstructured status = Numbers.part(job, "status");
    List<FieldError> errors =
        new ArrayList<>(
            Numbers.notNegative(
                status, "status", "active", "succeeded", "failed", "ready", "terminating"));
    errors.addAll(uncounted(Numbers.part(status, "uncountedTerminatedPods")));
    errors.addAll(conditions(job));
    errors.addAll(times(job, status));
    if (is(job, "Complete") || is(job, "Failed")) {
      errors.addAll(finished(status));
    }
    errors.addAll(indexes(job, status));
    if (status.number(0, "ready") > status.number(0, "active")) {
      errors.add(
          FieldError.invalid(
              "status.ready", status.get("ready"), "cannot set more ready pods than active"));
    }
    return errors;
  }

  private static List<FieldError> uncounted(Unstructured pods) {
    List<FieldError> errors = new ArrayList<>();
    Set<Object> seen = new HashSet<>();
    for (String list : List.of("succeeded", "failed")) {
      List<?> uids = pods.list(list);
      for (int i = 0; i < uids.size(); i++) {
        String path = "status.uncountedTerminatedPods." + list + "[" + i + "]";
        String uid = String.valueOf(uids.get(i));
        if (uid.isEmpty()) {
          errors.add(FieldError.invalid(path, uid, "must not be empty"));
        } else if (!seen.add(uid)) {
          errors.add(FieldError.duplicate(path, uid));
        }
      }
    }
    return errors;
  }

  private static List<FieldError> conditions(Unstructured job) {
    boolean complete = is(job, "Complete");
    boolean failed = is(job, "Failed");
    boolean failing = is(job, "FailureTarget");
    boolean succeeding = is(job, "SuccessCriteriaMet");
    List<FieldError> errors = new ArrayList<>();
    refuse(errors, complete && failed, "cannot set Complete=True and Failed=true conditions");
    refuse(
        errors, complete && failing, "cannot set Complete=True and FailureTarget=true conditions");
    refuse(
        errors,
        failed && !failing,
        "cannot set Failed=True condition without the FailureTarget=true condition");
    refuse(
        errors,
        complete && !succeeding,
        "cannot set Complete=True condition without the SuccessCriteriaMet=true condition");
    refuse(
        errors,
        succeeding && failed,
        "cannot set SuccessCriteriaMet=True and Failed=true conditions");
    refuse(
        errors,
        succeeding && failing,
        "cannot set SuccessCriteriaMet=True and FailureTarget=true conditions");
    refuse(
        errors,
        job.get("spec", "successPolicy") != null && complete && !succeeding,
        "cannot set Complete=True for Job with SuccessPolicy unless SuccessCriteriaMet=True");
    return errors;
  }

  private static void refuse(List<FieldError> errors, boolean wrong, String words) {
    if (wrong) {
      errors.add(Unquoted.invalid(CONDITIONS, words));
    }
  }

  private static List<FieldError> times(Unstructured job, Unstructured status) {
    List<FieldError> errors = new ArrayList<>();
    String path = "status.completionTime";
    String end = status.string("completionTime");
    String start = status.string("startTime");
    boolean complete = is(job, "Complete");
    if (!end.isEmpty() && !complete) {
      errors.add(
          FieldError.invalid(
              path, end, "cannot set completionTime when there is no Complete=True condition"));
    }
    if (end.isEmpty() && complete) {
      errors.add(FieldError.required(path, "completionTime is required for Complete jobs"));
    }
    // Both are whole seconds of UTC in one form, so their texts are in the order of time.
    if (!start.isEmpty() && !end.isEmpty() && end.compareTo(start) < 0) {
      errors.add(FieldError.invalid(path, end, "completionTime cannot be set before startTime"));
    }
    return errors;
  }

  private static List<FieldError> finished(Unstructured status) {
    List<FieldError> errors = new ArrayList<>();
    for (String field : List.of("active", "terminating")) {
      if (status.number(0, field) > 0) {
        errors.add(
            FieldError.invalid(
                "status." + field, status.get(field), field + ">0 is invalid for finished job"));
      }
    }
    if (status.string("startTime").isEmpty()) {
      errors.add(FieldError.required("status.startTime", "startTime is required for finished job"));
    }
    Unstructured uncounted = Numbers.part(status, "uncountedTerminatedPods");
    if (!uncounted.list("succeeded").isEmpty() || !uncounted.list("failed").isEmpty()) {
      errors.add(
          FieldError.invalid(
              "status.uncountedTerminatedPods",
              uncounted.content(),
              "uncountedTerminatedPods needs to be empty for finished job"));
    }
    return errors;
  }

  private static List<FieldError> indexes(Unstructured job, Unstructured status) {
    List<FieldError> errors = new ArrayList<>();
    long completions = job.number(Integer.MAX_VALUE, "spec", "completions");
    String done = status.string("completedIndexes");
    String failed = status.string("failedIndexes");
    if (!done.isEmpty() && !CompletionRules.isIndexed(Numbers.part(job, "spec"))) {
      errors.add(
          FieldError.invalid(
              "status.completedIndexes",
              done,
              "cannot set non-empty completedIndexes when non-indexed completion mode"));
    }
    if (status.get("failedIndexes") != null && job.get("spec", "backoffLimitPerIndex") == null) {
      errors.add(
          FieldError.invalid(
              "status.failedIndexes",
              failed,
              "cannot set non-null failedIndexes when backoffLimitPerIndex is null"));
    }
    IndexList doneList = parse(errors, "completedIndexes", done, completions);
    IndexList failedList = parse(errors, "failedIndexes", failed, completions);
    if (doneList.overlaps(failedList)) {
      errors.add(
          FieldError.invalid(
              "status.failedIndexes", failed, "failedIndexes and completedIndexes overlap"));
    }
    return errors;
  }

  private static IndexList parse(
      List<FieldError> errors, String field, String text, long completions) {
    try {
      return IndexList.parse(text, completions);
    } catch (IllegalArgumentException e) {
      errors.add(
          FieldError.invalid(
              "status." + field, text, "error parsing " + field + ": " + e.getMessage()));
      return new IndexList(List.of());
    }
  }
}
