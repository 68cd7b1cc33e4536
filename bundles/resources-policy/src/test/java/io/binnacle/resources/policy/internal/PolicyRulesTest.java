package io.binnacle.resources.policy.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.resources.testing.ResourceBench;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyRulesTest {
  private static final RequestContext UPDATE = ResourceBench.REQUEST;

  private final ResourceBench bench =
      new ResourceBench(PolicyResources.tables(InstantSource.system()).build());

  @Test
  void theSystemsClassesAreWhatTheyAre() {
    assertEquals(
        List.of(),
        bench.problems(
            "priorityclasses",
            ResourceBench.tree("{'metadata':{'name':'system-node-critical'},'value':2000001000}")));
    String words =
        "metadata.name: Forbidden: priority class names with 'system-' prefix are reserved for"
            + " system use only. error: ";
    assertEquals(
        List.of(words + "value of system-node-critical PriorityClass must be 2000001000"),
        bench.problems(
            "priorityclasses",
            ResourceBench.tree("{'metadata':{'name':'system-node-critical'},'value':5}")));
    assertEquals(
        List.of(words + "globalDefault of system-node-critical PriorityClass must be false"),
        bench.problems(
            "priorityclasses",
            ResourceBench.tree(
                "{'metadata':{'name':'system-node-critical'},'value':2000001000,"
                    + "'globalDefault':true}")));
  }

  @Test
  void ofAPriorityClassOnlyTheDescriptionAndTheDefaultChange() {
    Unstructured before =
        bench.create(
            bench.type("priorityclasses"),
            ResourceBench.tree("{'metadata':{'name':'x'},'value':5}"));
    Unstructured after = before.deepCopy();
    after.set(true, "globalDefault");
    after.set("d", "description");
    assertEquals(List.of(), bench.changes("priorityclasses", UPDATE, after, before));
    after.set(6L, "value");
    after.set("Never", "preemptionPolicy");
    assertEquals(
        List.of(
            "value: Forbidden: may not be changed in an update.",
            "preemptionPolicy: Invalid value: \"Never\": field is immutable"),
        bench.changes("priorityclasses", UPDATE, after, before));
  }

  @Test
  void aBudgetsSelectorAndPolicyAreChecked() {
    assertEquals(
        List.of(
            "spec.maxUnavailable: Invalid value: \"101%\": must not be greater than 100%",
            "spec.selector.matchExpressions[0].operator: Invalid value: \"X\": not a valid selector"
                + " operator",
            "spec.unhealthyPodEvictionPolicy: Unsupported value: \"Y\": supported values:"
                + " \"AlwaysAllow\", \"IfHealthyBudget\""),
        bench.problems(
            "poddisruptionbudgets",
            ResourceBench.tree(
                "{'metadata':{'name':'x'},'spec':{'maxUnavailable':'101%','selector':"
                    + "{'matchExpressions':[{'key':'k','operator':'X'}]},"
                    + "'unhealthyPodEvictionPolicy':'Y'}}")));
    assertFalse(bench.type("poddisruptionbudgets").strategy().allowsUnconditionalUpdate());
  }

  @Test
  void aBudgetsStatusAddsUp() {
    Unstructured before =
        bench.create(
            bench.type("poddisruptionbudgets"), ResourceBench.tree("{'metadata':{'name':'x'}}"));
    Unstructured after = before.deepCopy();
    after.set(-1L, "status", "currentHealthy");
    after.set(
        ResourceBench.tree("{'a':[{'type':'DisruptionAllowed','status':'Maybe','reason':''}]}")
            .get("a"),
        "status",
        "conditions");
    assertEquals(
        List.of(
            "status.conditions[0].status: Unsupported value: \"Maybe\": supported values:"
                + " \"False\", \"True\", \"Unknown\"",
            "status.conditions[0].lastTransitionTime: Required value: must be set",
            "status.conditions[0].reason: Required value: must be set",
            "status.currentHealthy: Invalid value: -1: must be greater than or equal to 0"),
        bench.changes("poddisruptionbudgets", UPDATE.onSubresource("status"), after, before));
  }

  @Test
  void aRuntimesHandlerCannotBeChanged() {
    Unstructured before =
        bench.create(
            bench.type("runtimeclasses"),
            ResourceBench.tree("{'metadata':{'name':'x'},'handler':'h'}"));
    Unstructured after = before.deepCopy();
    after.set("other", "handler");
    assertEquals(
        List.of("handler: Invalid value: \"other\": field is immutable"),
        bench.changes("runtimeclasses", UPDATE, after, before));
  }

  @Test
  void aRuntimesOverheadIsOfWhatContainersMayAskFor() {
    assertEquals(
        List.of(
            "overhead.limits[b]: Invalid value: \"b\": must be a standard resource type or fully"
                + " qualified",
            "overhead.limits[b]: Invalid value: \"b\": must be a standard resource for containers",
            "overhead.limits[pods]: Invalid value: \"pods\": must be a standard resource for"
                + " containers"),
        bench.problems(
            "runtimeclasses",
            ResourceBench.tree(
                "{'handler':'h','overhead':{'podFixed':{'cpu':'1','a.com/b':'1','b':'1',"
                    + "'pods':'1'}}}")));
  }

  @Test
  void aRuntimesTolerationsAreChecked() {
    assertEquals(
        List.of(
            "scheduling.tolerations[0].operator: Invalid value: \"\": operator must be Exists when"
                + " `key` is empty, which means \"match all values and all keys\"",
            "scheduling.tolerations[2]: Duplicate value: {\"key\":\"k\",\"operator\":\"Exists\"}"),
        bench.problems(
            "runtimeclasses",
            ResourceBench.tree(
                "{'metadata':{'name':'x'},'handler':'h','scheduling':{'tolerations':["
                    + "{'value':'v'},{'key':'k','operator':'Exists'},"
                    + "{'key':'k','operator':'Exists'}]}}")));
  }
}
