package io.binnacle.resources.batch.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.selector.SelectorTree;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import io.binnacle.resources.core.pod.DisabledFields;
import io.binnacle.resources.core.pod.PodTemplateWarnings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** CronJobs: Jobs made by the clock. */
final class CronJobStrategy implements Strategy {
  private static final List<String> POLICIES = List.of("Allow", "Forbid", "Replace");

  /** The controller appends eleven characters to make a Job's name, which is a label of 63. */
  private static final int MAX_NAME = 52;

  private static final String[] POD_SPEC = {"spec", "jobTemplate", "spec", "template", "spec"};
  private static final String JOB_SPEC = "spec.jobTemplate.spec";

  @Override
  public void applyDefaults(Unstructured object) {
    object.setDefault(new LinkedHashMap<>(), "spec");
    Unstructured spec = Numbers.part(object, "spec");
    if (spec.string("concurrencyPolicy").isEmpty()) {
      spec.set("Allow", "concurrencyPolicy");
    }
    spec.setDefault(false, "suspend");
    spec.setDefault(3L, "successfulJobsHistoryLimit");
    spec.setDefault(1L, "failedJobsHistoryLimit");
    spec.setDefault(new LinkedHashMap<>(), "jobTemplate", "spec");
    JobDefaults.applyToTemplate(Numbers.part(spec, "jobTemplate", "spec"));
  }

  @Override
  public void prepareForCreate(RequestContext context, Unstructured object) {
    object.set(new LinkedHashMap<>(), "status");
    DisabledFields.drop(Numbers.part(object, POD_SPEC));
  }

  @Override
  public void prepareForUpdate(RequestContext context, Unstructured object, Unstructured previous) {
    DisabledFields.drop(Numbers.part(object, POD_SPEC), Numbers.part(previous, POD_SPEC));
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    List<FieldError> errors = new ArrayList<>(specProblems(object, null));
    if (object.name().length() > MAX_NAME) {
      errors.add(
          FieldError.invalid("metadata.name", object.name(), "must be no more than 52 characters"));
    }
    return errors;
  }

  @Override
  public List<FieldError> validateUpdate(
      RequestContext context, Unstructured object, Unstructured previous) {
    return context.subresource().equals("status") ? List.of() : specProblems(object, previous);
  }

  private static List<FieldError> specProblems(
      Unstructured object, @Nullable Unstructured previous) {
    Unstructured spec = Numbers.part(object, "spec");
    String oldSchedule = previous == null ? "" : previous.string("spec", "schedule");
    List<FieldError> errors = new ArrayList<>(scheduleProblems(spec, oldSchedule));
    errors.addAll(Numbers.notNegative(spec, "spec", "startingDeadlineSeconds"));
    Object zone = spec.get("timeZone");
    if (zone != null
        && (previous == null || !Objects.equals(zone, previous.get("spec", "timeZone")))) {
      errors.addAll(TimeZones.problems(zone.toString(), "spec.timeZone"));
    }
    String policy = spec.string("concurrencyPolicy");
    if (!POLICIES.contains(policy)) {
      errors.add(FieldError.notSupported("spec.concurrencyPolicy", policy, POLICIES));
    }
    errors.addAll(templateProblems(Numbers.part(spec, "jobTemplate", "spec")));
    errors.addAll(
        Numbers.notNegative(spec, "spec", "successfulJobsHistoryLimit", "failedJobsHistoryLimit"));
    return errors;
  }

  /** A time zone in the schedule itself is only let pass where it always was. */
  private static List<FieldError> scheduleProblems(Unstructured spec, String oldSchedule) {
    String path = "spec.schedule";
    String schedule = spec.string("schedule");
    if (schedule.isEmpty()) {
      return List.of(FieldError.required(path, ""));
    }
    List<FieldError> errors = new ArrayList<>();
    CronSchedule.problem(schedule)
        .ifPresent(wrong -> errors.add(FieldError.invalid(path, schedule, wrong)));
    boolean zoneAllowed = oldSchedule.contains("TZ");
    if (schedule.contains("TZ") && !zoneAllowed) {
      errors.add(
          FieldError.invalid(
              path, schedule, "cannot use TZ or CRON_TZ in schedule, use timeZone field instead"));
    } else if (schedule.contains("TZ") && spec.get("timeZone") != null) {
      errors.add(
          FieldError.invalid(
              path, schedule, "cannot use both timeZone field and TZ or CRON_TZ in schedule"));
    }
    return errors;
  }

  private static List<FieldError> templateProblems(Unstructured jobSpec) {
    List<FieldError> errors = new ArrayList<>(JobSpecValidation.validate(jobSpec, JOB_SPEC));
    SelectorTree.at(jobSpec, "selector")
        .ifPresent(
            selector ->
                errors.add(
                    FieldError.invalid(
                        JOB_SPEC + ".selector",
                        selector.canonical(),
                        "`selector` will be auto-generated")));
    if (jobSpec.bool("manualSelector")) {
      errors.add(
          FieldError.notSupported(JOB_SPEC + ".manualSelector", true, List.of("nil", "false")));
    }
    return errors;
  }

  @Override
  public List<String> warnings(RequestContext context, Unstructured object) {
    if (context.subresource().equals("status")) {
      return List.of();
    }
    List<String> warnings = new ArrayList<>();
    if (object.resourceVersion().isEmpty()) {
      warnings.addAll(PodTemplateWarnings.ofName(object.name()));
    }
    warnings.addAll(
        PodTemplateWarnings.of(
            Numbers.part(object, "spec", "jobTemplate", "spec", "template"),
            JOB_SPEC + ".template"));
    if (object.string("spec", "schedule").contains("TZ")) {
      warnings.add(
          "spec.schedule: use of TZ or CRON_TZ is not supported,"
              + " use spec.timeZone to specify a time zone");
    }
    return warnings;
  }
}
