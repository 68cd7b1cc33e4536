package com.example.crontab;

import io.binnacle.api.status.FieldError;
import io.binnacle.schema.record.Property;
import java.util.List;
import java.util.regex.Pattern;

/** A job that runs by a schedule; the record is its schema. */
public record CronTab(
    @Property(required = true, description = "What should run, and when.") Spec spec,
    @Property(description = "What was seen to run.") Status status) {

  /** What happens when a run is due while another one is not over. */
  public enum Concurrency {
    Allow,
    Forbid
  }

  /** The wish. */
  public record Spec(
      @Property(required = true, description = "Minute, hour, day of month, month, day of week.")
          String schedule,
      @Property(required = true, minLength = 1, description = "The image that is run.")
          String image,
      @Property(minimum = 0, maximum = 100, defaultJson = "1", description = "How many at once.")
          int replicas,
      @Property(description = "Forbid for what runs every minute, else Allow.")
          Concurrency concurrency) {}

  /** The state, written by the controller. */
  public record Status(
      @Property(minimum = 0, description = "How many run now.") int running,
      @Property(description = "The CronJob that runs it.") String cronJob) {}

  private static final Pattern FIELD = Pattern.compile("(\\*|[0-9]+(-[0-9]+)?)(/[0-9]+)?");

  /** A default that depends on other fields, which a declared one can't. */
  CronTab withDefaults() {
    if (spec.concurrency() != null) {
      return this;
    }
    Concurrency chosen =
        spec.schedule().startsWith("* ") ? Concurrency.Forbid : Concurrency.Allow;
    return new CronTab(
        new Spec(spec.schedule(), spec.image(), spec.replicas(), chosen), status);
  }

  /** What is wrong beyond what the annotations say. */
  List<FieldError> problems() {
    List<String> fields = List.of(spec.schedule().split(" ", -1));
    return fields.size() == 5 && fields.stream().allMatch(f -> FIELD.matcher(f).matches())
        ? List.of()
        : List.of(
            FieldError.invalid(
                "spec.schedule", spec.schedule(), "must be five fields such as '*/5 0 1-7 * *'"));
  }

  /** What is wrong with a change, which what is wrong with an object does not say. */
  List<FieldError> problemsAfter(CronTab before) {
    return status.running() > 0 && spec.concurrency() != before.spec.concurrency()
        ? List.of(FieldError.forbidden("spec.concurrency", "may not be changed while a job runs"))
        : List.of();
  }
}
