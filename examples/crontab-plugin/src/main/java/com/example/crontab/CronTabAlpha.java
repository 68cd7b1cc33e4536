package com.example.crontab;

import com.example.crontab.CronTab.Concurrency;
import com.example.crontab.CronTab.Status;
import io.binnacle.schema.record.Property;

/** The same type as v1alpha1 had it: the schedule in five fields of its own. */
public record CronTabAlpha(@Property(required = true) Spec spec, Status status) {

  /** The wish. */
  public record Spec(
      @Property(defaultJson = "\"*\"") String minute,
      @Property(defaultJson = "\"*\"") String hour,
      @Property(defaultJson = "\"*\"") String dayOfMonth,
      @Property(defaultJson = "\"*\"") String month,
      @Property(defaultJson = "\"*\"") String dayOfWeek,
      @Property(required = true) String image,
      @Property(defaultJson = "1") int replicas,
      Concurrency concurrency) {}

  CronTab toV1() {
    String schedule =
        String.join(
            " ", spec.minute(), spec.hour(), spec.dayOfMonth(), spec.month(), spec.dayOfWeek());
    return new CronTab(
        new CronTab.Spec(schedule, spec.image(), spec.replicas(), spec.concurrency()), status);
  }

  static CronTabAlpha of(CronTab v1) {
    // A schedule that is not valid is refused later; until then it must be readable.
    String[] field = (v1.spec().schedule() + " * * * * *").split(" ");
    return new CronTabAlpha(
        new Spec(
            field[0],
            field[1],
            field[2],
            field[3],
            field[4],
            v1.spec().image(),
            v1.spec().replicas(),
            v1.spec().concurrency()),
        v1.status());
  }
}
