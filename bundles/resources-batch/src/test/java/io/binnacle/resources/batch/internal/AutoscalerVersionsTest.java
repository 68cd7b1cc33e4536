package io.binnacle.resources.batch.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.binnacle.api.object.Unstructured;
import io.binnacle.resources.testing.ResourceBench;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class AutoscalerVersionsTest {
  private static final String METRICS = "autoscaling.alpha.kubernetes.io/metrics";

  private final ResourceBench bench =
      new ResourceBench(BatchResources.tables(InstantSource.system()).build());

  /** Every kind of metric, measured and wanted, with conditions and behavior. */
  private static Unstructured full() {
    return ResourceBench.tree(
        "{'apiVersion':'autoscaling/v2','kind':'HorizontalPodAutoscaler','metadata':{'name':'x',"
            + "'annotations':{'own':'1'}},'spec':{'scaleTargetRef':{'kind':'Deployment','name':'d',"
            + "'apiVersion':'apps/v1'},'minReplicas':1,'maxReplicas':3,'metrics':["
            + "{'type':'ContainerResource','containerResource':{'name':'memory','container':'c',"
            + "'target':{'type':'AverageValue','averageValue':'1Gi'}}},"
            + "{'type':'Pods','pods':{'metric':{'name':'m','selector':{'matchLabels':{'a':'b'}}},"
            + "'target':{'type':'AverageValue','averageValue':'1'}}},"
            + "{'type':'External','external':{'metric':{'name':'m'},"
            + "'target':{'type':'Value','value':'1'}}},"
            + "{'type':'Object','object':{'metric':{'name':'m'},'describedObject':"
            + "{'kind':'Service','name':'s','apiVersion':'v1'},"
            + "'target':{'type':'AverageValue','averageValue':'2'}}},"
            + "{'type':'Resource','resource':{'name':'cpu',"
            + "'target':{'type':'Utilization','averageUtilization':50}}}],"
            + "'behavior':{'scaleUp':{'stabilizationWindowSeconds':5,'selectPolicy':'Max',"
            + "'policies':[{'type':'Pods','value':4,'periodSeconds':15}]}}},"
            + "'status':{'observedGeneration':1,'currentReplicas':2,'desiredReplicas':3,"
            + "'currentMetrics':[{'type':'Resource','resource':{'name':'cpu','current':"
            + "{'averageUtilization':40,'averageValue':'10m'}}}],'conditions':["
            + "{'type':'AbleToScale','status':'True','lastTransitionTime':null}]}}");
  }

  @Test
  void nothingIsLostOnTheWayThroughTheOldVersion() {
    Unstructured old = AutoscalerVersions.fromStorage(full());
    assertEquals(50L, old.get("spec", "targetCPUUtilizationPercentage"));
    assertEquals(40L, old.get("status", "currentCPUUtilizationPercentage"));
    assertNull(old.get("spec", "metrics"));
    assertNull(old.get("spec", "behavior"));
    assertEquals(
        "{\"ScaleUp\":{\"StabilizationWindowSeconds\":5,\"SelectPolicy\":\"Max\",\"Policies\":"
            + "[{\"Type\":\"Pods\",\"Value\":4,\"PeriodSeconds\":15}],\"Tolerance\":null},"
            + "\"ScaleDown\":null}",
        old.annotations().get("autoscaling.alpha.kubernetes.io/behavior"));
    assertEquals(full(), AutoscalerVersions.toStorage(old));
  }

  @Test
  void anAnnotationThatCannotBeReadIsDropped() {
    Unstructured old = AutoscalerVersions.fromStorage(full());
    old.set("{", "metadata", "annotations", METRICS);
    Unstructured back = AutoscalerVersions.toStorage(old);
    assertEquals(1, back.items("spec", "metrics").size());
    assertEquals("1", back.annotations().get("own"));
    assertNull(back.annotations().get(METRICS));
  }

  @Test
  void theTableShowsTwoMetricsAndCountsTheRest() {
    assertEquals(
        List.of("memory: <unknown>/1Gi, <unknown>/1 + 3 more..."),
        bench.cells("horizontalpodautoscalers", full()).subList(2, 3));
    Unstructured old = AutoscalerVersions.fromStorage(full());
    assertEquals(
        AutoscalerCells.metrics(full()).toString().length(),
        AutoscalerCells.metricsOfV1(old).toString().length());
  }

  @Test
  void aMetricHasOneSourceWithOneTarget() {
    Unstructured body = full();
    body.set(
        ResourceBench.tree(
                "{'a':[{'type':'Pods','pods':{'metric':{'name':''},'target':{'type':'X',"
                    + "'averageValue':'0'}},'resource':{'name':'cpu'}}]}")
            .get("a"),
        "spec",
        "metrics");
    assertEquals(
        List.of(
            "spec.metrics[0].pods.metric.name: Required value: must specify a metric name",
            "spec.metrics[0].pods.target.type: Invalid value: \"X\": must be either Utilization,"
                + " Value, or AverageValue",
            "spec.metrics[0].pods.target.averageValue: Invalid value: \"0\": must be positive",
            "spec.metrics[0].resource: Forbidden: must populate the given metric source only"),
        bench.problems("horizontalpodautoscalers", body));
  }

  @Test
  void behaviorHasItsBounds() {
    Unstructured body = full();
    body.set(
        ResourceBench.tree(
                "{'scaleDown':{'stabilizationWindowSeconds':4000,'selectPolicy':'X','policies':"
                    + "[{'type':'Y','value':0,'periodSeconds':2000}]}}")
            .content(),
        "spec",
        "behavior");
    String path = "spec.behavior.scaleDown.";
    assertEquals(
        List.of(
            path
                + "stabilizationWindowSeconds: Invalid value: 4000: must be less than or equal to"
                + " 3600",
            path
                + "selectPolicy: Unsupported value: \"X\": supported values: \"Disabled\","
                + " \"Max\", \"Min\"",
            path
                + "policies[0].type: Unsupported value: \"Y\": supported values: \"Percent\","
                + " \"Pods\"",
            path + "policies[0].value: Invalid value: 0: must be greater than zero",
            path
                + "policies[0].periodSeconds: Invalid value: 2000: must be less than or equal to"
                + " 1800"),
        bench.problems("horizontalpodautoscalers", body));
  }

  @Test
  void aContainersMetricIsOfWhatContainersMayAskFor() {
    Unstructured body =
        ResourceBench.tree(
            "{'apiVersion':'autoscaling/v2','spec':{'maxReplicas':-1,'scaleTargetRef':{'apiVersion':'a.b/v1','kind':'K',"
                + "'name':'n'},'metrics':[{'type':'ContainerResource','containerResource':{"
                + "'name':'pods','container':'c','target':{'type':'Utilization',"
                + "'averageUtilization':50}}}]}}");
    assertEquals(
        List.of(
            "spec.maxReplicas: Invalid value: -1: must be greater than or equal to 1",
            "spec.metrics[0].containerResource.name: Invalid value: \"pods\": must be a standard"
                + " resource for containers"),
        bench.problems("horizontalpodautoscalers", body).stream()
            .filter(text -> !text.contains("minReplicas"))
            .toList());
  }
}
