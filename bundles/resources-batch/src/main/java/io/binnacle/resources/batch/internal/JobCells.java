package io.binnacle.resources.batch.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.schema.table.Age;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;

/** How Jobs and CronJobs show in a Table. */
final class JobCells {
  private final InstantSource clock;

  JobCells(InstantSource clock) {
    this.clock = clock;
  }

  static Object status(Unstructured job) {
    if (JobStatusValidation.is(job, "Complete")) {
      return "Complete";
    }
    if (JobStatusValidation.is(job, "Failed")) {
      return "Failed";
    }
    if (job.isBeingDeleted()) {
      return "Terminating";
    }
    for (String condition : new String[] {"Suspended", "FailureTarget", "SuccessCriteriaMet"}) {
      if (JobStatusValidation.is(job, condition)) {
        return condition;
      }
    }
    return "Running";
  }

  static Object completions(Unstructured job) {
    long succeeded = job.number(0, "status", "succeeded");
    if (job.get("spec", "completions") != null) {
      return succeeded + "/" + job.number(0, "spec", "completions");
    }
    long parallelism = job.number(0, "spec", "parallelism");
    return parallelism > 1 ? succeeded + "/1 of " + parallelism : succeeded + "/1";
  }

  Object duration(Unstructured job) {
    String start = job.string("status", "startTime");
    if (start.isEmpty()) {
      return "";
    }
    String end = job.string("status", "completionTime");
    try {
      return Age.of(start, end.isEmpty() ? clock.instant() : Instant.parse(end));
    } catch (DateTimeParseException e) {
      return "";
    }
  }

  static Object suspend(Unstructured cronJob) {
    Object suspend = cronJob.get("spec", "suspend");
    return suspend == null ? "<unset>" : Boolean.TRUE.equals(suspend) ? "True" : "False";
  }

  Object lastSchedule(Unstructured cronJob) {
    String last = cronJob.string("status", "lastScheduleTime");
    return last.isEmpty() ? "<none>" : Age.of(last, clock.instant());
  }
}
