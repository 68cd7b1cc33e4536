package io.binnacle.resources.batch.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.resources.testing.ResourceBench;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobChangesTest {
  private static final RequestContext UPDATE = ResourceBench.REQUEST;
  private static final RequestContext STATUS = UPDATE.onSubresource("status");
  private static final String POD =
      "'template':{'spec':{'restartPolicy':'Never','containers':[{'name':'c','image':'i'}]}}";

  private final ResourceBench bench =
      new ResourceBench(
          BatchResources.tables(InstantSource.fixed(Instant.parse("2026-01-01T01:00:00Z")))
              .build());

  private Unstructured job(String spec) {
    Unstructured body = ResourceBench.tree("{'metadata':{'name':'x'},'spec':{" + spec + POD + "}}");
    return bench.create(bench.type("jobs"), body);
  }

  @Test
  void labelsOfTheTemplateAreCompletedAndBecomeTheJobs() {
    Unstructured body =
        ResourceBench.tree(
            "{'metadata':{'name':'x'},'spec':{'template':{'metadata':{'labels':{'app':'a'}}}}}");
    Unstructured job = bench.create(bench.type("jobs"), body);
    assertEquals(
        Map.of(
            "app", "a",
            "job-name", "x",
            "batch.kubernetes.io/job-name", "x",
            "controller-uid", ResourceBench.UID,
            "batch.kubernetes.io/controller-uid", ResourceBench.UID),
        job.labels());
  }

  @Test
  void ownLabelsStay() {
    Unstructured body =
        ResourceBench.tree("{'metadata':{'name':'x','labels':{'own':'1'}},'spec':{}}");
    assertEquals(Map.of("own", "1"), bench.create(bench.type("jobs"), body).labels());
  }

  @Test
  void aWrongLabelOfOnesOwnIsRefused() {
    Unstructured body =
        ResourceBench.tree(
            "{'metadata':{'name':'x'},'spec':{'template':{'metadata':{'labels':{'job-name':'y'}},"
                + "'spec':{'restartPolicy':'Never','containers':[{'name':'c','image':'i'}]}}}}");
    String problem = bench.problems("jobs", body).get(0);
    assertEquals(
        "spec.template.metadata.labels[job-name]: Invalid value: ",
        problem.substring(0, problem.indexOf('{')));
    assertEquals("must be 'x'", problem.substring(problem.length() - 11));
  }

  @Test
  void whatAJobIsCannotBeChanged() {
    Unstructured before = job("");
    Unstructured after = before.deepCopy();
    after.set(3L, "spec", "completions");
    after.set("example.com/m", "spec", "managedBy");
    assertEquals(
        List.of(
            "spec.completions: Invalid value: 3: field is immutable",
            "spec.managedBy: Invalid value: \"example.com/m\": field is immutable"),
        bench.changes("jobs", UPDATE, after, before));
    after = before.deepCopy();
    after.set(3L, "spec", "parallelism");
    after.set(true, "spec", "suspend");
    assertEquals(List.of(), bench.changes("jobs", UPDATE, after, before));
  }

  @Test
  void anIndexedJobGrowsOnlyAllAtOnce() {
    Unstructured before = job("'completionMode':'Indexed','completions':2,'parallelism':2,");
    Unstructured after = before.deepCopy();
    after.set(3L, "spec", "completions");
    assertEquals(
        List.of(
            "spec.completions: Invalid value: 3: can only be modified in tandem with"
                + " spec.parallelism"),
        bench.changes("jobs", UPDATE, after, before));
    after.set(3L, "spec", "parallelism");
    assertEquals(List.of(), bench.changes("jobs", UPDATE, after, before));
  }

  @Test
  void onlyASuspendedJobCanBePlacedElsewhere() {
    Unstructured before = job("'suspend':true,");
    Unstructured after = before.deepCopy();
    after.set("v", "spec", "template", "spec", "nodeSelector", "k");
    assertEquals(List.of(), bench.changes("jobs", UPDATE, after, before));
    before.set(false, "spec", "suspend");
    after.set(false, "spec", "suspend");
    assertEquals(1, bench.changes("jobs", UPDATE, after, before).size());
  }

  @Test
  void aFinishedJobSaysHow() {
    Unstructured before = job("");
    Unstructured after = before.deepCopy();
    after.set(
        ResourceBench.tree(
                "{'active':1,'startTime':'2026-01-01T00:00:00Z',"
                    + "'conditions':[{'type':'Complete','status':'True'}]}")
            .content(),
        "status");
    assertEquals(
        List.of(
            "status.conditions: Invalid value: cannot set Complete=True condition without the"
                + " SuccessCriteriaMet=true condition",
            "status.completionTime: Required value: completionTime is required for Complete jobs",
            "status.active: Invalid value: 1: active>0 is invalid for finished job"),
        bench.changes("jobs", STATUS, after, before));
  }

  @Test
  void aFinishedJobStaysFinishedAndCountersDoNotGoBack() {
    Unstructured before = job("");
    before.set(
        ResourceBench.tree(
                "{'succeeded':2,'startTime':'2026-01-01T00:00:00Z',"
                    + "'completionTime':'2026-01-01T00:05:00Z','conditions':["
                    + "{'type':'SuccessCriteriaMet','status':'True'},"
                    + "{'type':'Complete','status':'True'}]}")
            .content(),
        "status");
    Unstructured after = before.deepCopy();
    assertEquals(List.of(), bench.changes("jobs", STATUS, after, before));
    after.set(ResourceBench.tree("{'succeeded':1}").content(), "status");
    assertEquals(
        List.of(
            "status.conditions: Invalid value: cannot disable the terminal Complete=True condition",
            "status.succeeded: Invalid value: 1: cannot decrease the succeeded counter",
            "status.startTime: Required value: startTime cannot be removed for unsuspended job",
            "status.conditions: Invalid value: cannot disable the SuccessCriteriaMet=True"
                + " condition"),
        bench.changes("jobs", STATUS, after, before));
  }

  @Test
  void indexesAreInOrderAndInRange() {
    Unstructured before =
        job("'completionMode':'Indexed','completions':5,'backoffLimitPerIndex':1,");
    Unstructured after = before.deepCopy();
    after.set("0,2-3", "status", "completedIndexes");
    after.set("1,4", "status", "failedIndexes");
    assertEquals(List.of(), bench.changes("jobs", STATUS, after, before));
    after.set("3,2", "status", "completedIndexes");
    after.set("5", "status", "failedIndexes");
    assertEquals(
        List.of(
            "status.completedIndexes: Invalid value: \"3,2\": error parsing completedIndexes:"
                + " non-increasing order, previous: 3, current: 2",
            "status.failedIndexes: Invalid value: \"5\": error parsing failedIndexes: too large"
                + " index: \"5\""),
        bench.changes("jobs", STATUS, after, before));
  }

  @Test
  void theTableShowsHowFarAJobIs() {
    Unstructured job = job("'parallelism':2,'manualSelector':true,'selector':{},");
    job.set(
        ResourceBench.tree("{'succeeded':1,'startTime':'2026-01-01T00:00:00Z'}").content(),
        "status");
    job.set("2026-01-01T00:00:00Z", "metadata", "creationTimestamp");
    assertEquals(
        Arrays.asList("x", "Running", "1/1 of 2", "60m", "60m", "c", "i", "<none>"),
        bench.cells("jobs", job));
    job.set(
        ResourceBench.tree("{'a':[{'type':'Failed','status':'True'}]}").get("a"),
        "status",
        "conditions");
    assertEquals("Failed", bench.cells("jobs", job).get(1));
  }
}
