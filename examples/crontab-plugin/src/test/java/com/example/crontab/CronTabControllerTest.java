package com.example.crontab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.example.crontab.CronTab.Concurrency;
import io.binnacle.api.controller.ObjectKey;
import io.binnacle.api.object.Unstructured;
import org.junit.jupiter.api.Test;

class CronTabControllerTest {
  @Test
  void aCronTabStandsForACronJobOfItsName() {
    Unstructured job =
        CronTabController.cronJob(
            "u-1",
            new ObjectKey("default", "nightly"),
            new CronTab.Spec("0 3 * * *", "example.com/job:1", 2, Concurrency.Forbid));
    assertEquals("nightly", job.name());
    assertEquals("u-1", job.items("metadata", "ownerReferences").get(0).string("uid"));
    assertEquals("Forbid", job.string("spec", "concurrencyPolicy"));
    assertEquals(2, job.number(0, "spec", "jobTemplate", "spec", "parallelism"));
    assertEquals(
        "example.com/job:1",
        job.items("spec", "jobTemplate", "spec", "template", "spec", "containers")
            .get(0)
            .string("image"));
  }
}
