package io.binnacle.resources.batch.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.binnacle.api.object.Unstructured;
import io.binnacle.resources.testing.ResourceBench;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronJobTest {
  private final ResourceBench bench =
      new ResourceBench(
          BatchResources.tables(InstantSource.fixed(Instant.parse("2026-01-01T01:00:00Z")))
              .build());

  private static Unstructured body(String schedule) {
    Unstructured body =
        ResourceBench.tree(
            "{'metadata':{'name':'x'},'spec':{'jobTemplate':{'spec':{'template':{'spec':"
                + "{'restartPolicy':'Never','containers':[{'name':'c','image':'i'}]}}}}}}");
    body.set(schedule, "spec", "schedule");
    return body;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*/5 0-23/2 1,15 jan-dec MON",
        "@hourly",
        "@every 1h30m",
        "? * * * *",
        "0 0 1 1 0",
        " 1   2 3 4 5 "
      })
  void aSchedule(String schedule) {
    assertEquals(List.of(), bench.problems("cronjobs", body(schedule)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "60 * * * *|end of range (60) above maximum (59): 60",
        "* * 0 * *|beginning of range (0) below minimum (1): 0",
        "5-2 * * * *|beginning of range (5) beyond end of range (2): 5-2",
        "*/0 * * * *|step of range should be a positive number: */0",
        "1-2-3 * * * *|too many hyphens: 1-2-3",
        "1/2/3 * * * *|too many slashes: 1/2/3",
        "* * * * 7|end of range (7) above maximum (6): 7",
        "* * * *|expected exactly 5 fields, found 4: [* * * *]",
        "@often|unrecognized descriptor: @often",
        "a * * * *|failed to parse int from a: strconv.Atoi: parsing \"a\": invalid syntax"
      })
  void noSchedule(String schedule, String problem) {
    assertEquals(
        List.of("spec.schedule: Invalid value: \"" + schedule + "\": " + problem),
        bench.problems("cronjobs", body(schedule)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Europe/Berlin", "UTC", "EST", "Etc/GMT+3"})
  void aTimeZone(String zone) {
    Unstructured body = body("@daily");
    body.set(zone, "spec", "timeZone");
    assertEquals(List.of(), bench.problems("cronjobs", body));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Europe/Nowhere", "..", "-x", "GMT+25:00"})
  void noTimeZone(String zone) {
    Unstructured body = body("@daily");
    body.set(zone, "spec", "timeZone");
    assertEquals(
        List.of("spec.timeZone: Invalid value: \"" + zone + "\": unknown time zone " + zone),
        bench.problems("cronjobs", body));
  }

  @Test
  void anOldZoneInTheScheduleMayStayButNotBeDoubled() {
    Unstructured before = bench.create(bench.type("cronjobs"), body("TZ=UTC 0 0 * * *"));
    Unstructured after = before.deepCopy();
    assertEquals(List.of(), bench.changes("cronjobs", ResourceBench.REQUEST, after, before));
    after.set("UTC", "spec", "timeZone");
    assertEquals(
        List.of(
            "spec.schedule: Invalid value: \"TZ=UTC 0 0 * * *\": cannot use both timeZone field and"
                + " TZ or CRON_TZ in schedule"),
        bench.changes("cronjobs", ResourceBench.REQUEST, after, before));
  }

  @Test
  void theJobsSelectorIsNotForTheTemplateToSay() {
    Unstructured body = body("@daily");
    body.set("a", "spec", "jobTemplate", "spec", "selector", "matchLabels", "app");
    assertEquals(
        List.of(
            "spec.jobTemplate.spec.selector: Invalid value: {\"matchLabels\":{\"app\":\"a\"}}:"
                + " `selector` will be auto-generated"),
        bench.problems("cronjobs", body));
  }

  @Test
  void theTableShowsWhenItLastRan() {
    Unstructured job = bench.create(bench.type("cronjobs"), body("@daily"));
    job.set("2026-01-01T00:00:00Z", "metadata", "creationTimestamp");
    job.set("2026-01-01T00:59:00Z", "status", "lastScheduleTime");
    assertEquals(
        Arrays.asList("x", "@daily", "<none>", "False", 0L, "60s", "60m", "c", "i", "<none>"),
        bench.cells("cronjobs", job));
  }
}
