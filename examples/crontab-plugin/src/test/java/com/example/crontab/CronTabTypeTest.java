package com.example.crontab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.TypeVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

class CronTabTypeTest {
  private final ResourceType type = new CronTabType();

  @Test
  void whatIsNotSaidIsFilledIn() {
    Unstructured cronTab = cronTab("* * * * *");
    assertEquals(1L, cronTab.get("spec", "replicas"));
    assertEquals("Forbid", cronTab.get("spec", "concurrency"));
    assertEquals("Allow", cronTab("0 3 * * *").get("spec", "concurrency"));
  }

  @Test
  void aBadScheduleIsRefused() {
    assertEquals(List.of(), problems(cronTab("*/5 0 1-7 * *")));
    assertEquals(
        List.of(
            "spec.schedule: Invalid value: \"daily\": must be five fields such as"
                + " '*/5 0 1-7 * *'"),
        problems(cronTab("daily")));
  }

  @Test
  void bothVersionsSayTheSame() {
    TypeVersion alpha = type.version("v1alpha1").orElseThrow();
    Unstructured stored = cronTab("0 3 * * 1");
    Unstructured old = alpha.fromStorage().apply(stored.deepCopy());
    assertEquals("stable.example.com/v1alpha1", old.apiVersion());
    assertEquals("3", old.get("spec", "hour"));
    assertEquals(stored, alpha.toStorage().apply(old));
  }

  @Test
  void whileAJobRunsItsConcurrencyStays() {
    Unstructured before = cronTab("0 3 * * *");
    before.set(1L, "status", "running");
    Unstructured changed = before.deepCopy();
    changed.set("Forbid", "spec", "concurrency");
    List<FieldError> problems =
        type.strategy().validateUpdate(RequestContext.server("v1"), changed, before);
    assertEquals(
        "spec.concurrency: Forbidden: may not be changed while a job runs",
        problems.get(0).text());
  }

  private Unstructured cronTab(String schedule) {
    Unstructured cronTab = Unstructured.create("stable.example.com/v1", "CronTab");
    cronTab.set("mine", "metadata", "name");
    cronTab.set(schedule, "spec", "schedule");
    cronTab.set("example.com/job:1", "spec", "image");
    type.strategy().applyDefaults(cronTab);
    return cronTab;
  }

  private List<String> problems(Unstructured cronTab) {
    return type.strategy().validate(RequestContext.server("v1"), cronTab).stream()
        .map(FieldError::text)
        .toList();
  }
}
