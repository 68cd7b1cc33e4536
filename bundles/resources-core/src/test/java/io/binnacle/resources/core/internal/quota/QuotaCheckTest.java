package io.binnacle.resources.core.internal.quota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.admission.AdmissionReview.Operation;
import io.binnacle.api.object.GroupResource;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.type.ResourceType;
import io.binnacle.resources.core.internal.amounts.Amounts;
import io.binnacle.schema.json.Json;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What quotas count and when they are exceeded, in kube-apiserver's words. */
class QuotaCheckTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private final Evaluator pods = new PodEvaluator(InstantSource.fixed(NOW));

  private static Unstructured json(String text) {
    return Unstructured.of(
        Objects.requireNonNull(Json.parse(text.getBytes(StandardCharsets.UTF_8))));
  }

  private static Unstructured quota(String spec, String hard, String used) {
    return json(
        "{\"metadata\":{\"name\":\"q\"},\"spec\":{"
            + spec
            + "},\"status\":{\"hard\":{"
            + hard
            + "},\"used\":{"
            + used
            + "}}}");
  }

  private static QuotaCheck check(
      String resource,
      Evaluator evaluator,
      Operation operation,
      Unstructured object,
      @Nullable Unstructured previous) {
    ResourceType type =
        (ResourceType)
            Proxy.newProxyInstance(
                QuotaCheckTest.class.getClassLoader(),
                new Class<?>[] {ResourceType.class},
                (proxy, method, args) -> new GroupResource("", resource));
    return new QuotaCheck(
        new AdmissionReview(
            operation, RequestContext.server("v1"), type, "n", "x", object, previous),
        object,
        evaluator);
  }

  private static Amounts added(QuotaCheck check, Unstructured quota) {
    return check.added(quota, Amounts.of(quota.map("status", "used")));
  }

  private static String refusal(QuotaCheck check, Unstructured quota) {
    return assertThrows(StatusException.class, () -> added(check, quota)).getMessage();
  }

  @Test
  void aPodThatGetsADeadlineIsChargedToTheQuotaOfSuch() {
    Unstructured before = pod("1");
    Unstructured after = pod("1");
    after.set(60L, "spec", "activeDeadlineSeconds");
    QuotaCheck change = check("pods", pods, Operation.UPDATE, after, before);
    assertTrue(pods.handles(change.review()));
    assertFalse(pods.handles(check("pods", pods, Operation.UPDATE, after, after).review()));
    Unstructured quota = quota("\"scopes\":[\"Terminating\"]", "\"pods\":\"1\"", "\"pods\":\"0\"");
    assertEquals("pods=1", added(change, quota).toString());
    assertEquals(
        "",
        added(change, quota("\"scopes\":[\"NotTerminating\"]", "\"pods\":\"1\"", "")).toString());
  }

  private static Unstructured pod(String cpu) {
    return json(
        "{\"spec\":{\"containers\":[{\"name\":\"c\",\"resources\":{\"requests\":{\"cpu\":\""
            + cpu
            + "\"}}}]}}");
  }

  @Test
  void onlyWhatIsExceededIsNamed() {
    QuotaCheck check = check("pods", pods, Operation.CREATE, pod("500m"), null);
    String used = "\"pods\":\"1\",\"requests.cpu\":\"600m\"";
    assertEquals(
        "pods \"x\" is forbidden: exceeded quota: q, requested: requests.cpu=500m, used:"
            + " requests.cpu=600m, limited: requests.cpu=1",
        refusal(check, quota("", "\"pods\":\"2\",\"requests.cpu\":\"1\"", used)));
    assertEquals(
        "pods=1,requests.cpu=500m",
        added(check, quota("", "\"pods\":\"2\",\"requests.cpu\":\"2\"", used)).toString());
  }

  @Test
  void containersHaveToSpeakOfLimitedCpuAndMemory() {
    Unstructured pod = json("{\"spec\":{\"containers\":[{\"name\":\"b\"},{\"name\":\"a\"}]}}");
    assertEquals(
        "pods \"x\" is forbidden: failed quota: q: must specify limits.cpu for: a,b; memory for:"
            + " a,b",
        refusal(
            check("pods", pods, Operation.CREATE, pod, null),
            quota("", "\"memory\":\"1\",\"limits.cpu\":\"1\",\"pods\":\"1\"", "")));
  }

  @Test
  void aQuotaNobodyHasCountedRefuses() {
    assertEquals(
        "pods \"x\" is forbidden: status unknown for quota: q, resources: pods",
        refusal(
            check("pods", pods, Operation.CREATE, pod("1"), null),
            quota("", "\"pods\":\"1\"", "")));
  }

  @Test
  void scopesLeavePodsOut() {
    Unstructured bestEffort =
        quota("\"scopes\":[\"BestEffort\"]", "\"pods\":\"0\"", "\"pods\":\"0\"");
    assertTrue(added(check("pods", pods, Operation.CREATE, pod("1"), null), bestEffort).isEmpty());
    Unstructured free = json("{\"spec\":{\"containers\":[{\"name\":\"c\"}]}}");
    assertTrue(
        refusal(check("pods", pods, Operation.CREATE, free, null), bestEffort)
            .contains("exceeded quota"));
  }

  @Test
  void priorityClassesAreSelectedByOperator() {
    Unstructured pod = pod("1");
    pod.set("high", "spec", "priorityClassName");
    assertTrue(pods.isIn(new ScopeTerm("PriorityClass", "In", java.util.List.of("high")), pod));
    assertFalse(pods.isIn(new ScopeTerm("PriorityClass", "NotIn", java.util.List.of("high")), pod));
    assertTrue(pods.isIn(new ScopeTerm("PriorityClass", "Exists", java.util.List.of()), pod));
    assertFalse(
        pods.isIn(new ScopeTerm("PriorityClass", "DoesNotExist", java.util.List.of()), pod));
  }

  @Test
  void aPodThatIsOverCountsAsAnObjectOnly() {
    Unstructured pod = pod("1");
    pod.set("Succeeded", "status", "phase");
    assertEquals("count/pods=1", pods.usage(pod).toString());
    Unstructured stuck = pod("1");
    stuck.set("2025-12-31T23:00:00Z", "metadata", "deletionTimestamp");
    stuck.set(30L, "metadata", "deletionGracePeriodSeconds");
    assertEquals("count/pods=1", pods.usage(stuck).toString());
  }

  @Test
  void initContainersSidecarsAndOverheadCount() {
    Unstructured pod =
        json(
            "{\"spec\":{\"overhead\":{\"cpu\":\"10m\"},\"initContainers\":["
                + "{\"name\":\"s\",\"restartPolicy\":\"Always\",\"resources\":{\"requests\":{\"cpu\":\"100m\"}}},"
                + "{\"name\":\"i\",\"resources\":{\"requests\":{\"cpu\":\"2\"}}}],"
                + "\"containers\":[{\"name\":\"c\",\"resources\":{\"requests\":{\"cpu\":\"1\","
                + "\"example.com/gpu\":\"1\",\"hugepages-2Mi\":\"4Mi\"},\"limits\":{\"cpu\":\"1\"}}}]}}");
    Map<String, ?> usage = pods.usage(pod).texts();
    assertEquals("2110m", usage.get("requests.cpu"));
    assertEquals("1010m", usage.get("limits.cpu"));
    assertEquals("1", usage.get("requests.example.com/gpu"));
    assertEquals("4Mi", usage.get("hugepages-2Mi"));
    assertEquals("4Mi", usage.get("requests.hugepages-2Mi"));
  }

  @Test
  void aChangeIsChargedByWhatItAdds() {
    Evaluator services = new ServiceEvaluator();
    Unstructured plain = json("{\"spec\":{\"type\":\"ClusterIP\",\"ports\":[{},{}]}}");
    Unstructured balanced = json("{\"spec\":{\"type\":\"LoadBalancer\",\"ports\":[{},{}]}}");
    Unstructured quota =
        quota(
            "",
            "\"services\":\"1\",\"services.nodeports\":\"5\",\"services.loadbalancers\":\"1\"",
            "\"services\":\"1\",\"services.nodeports\":\"0\",\"services.loadbalancers\":\"0\"");
    assertEquals(
        "services.loadbalancers=1,services.nodeports=2",
        added(check("services", services, Operation.UPDATE, balanced, plain), quota).toString());
    assertTrue(
        added(check("services", services, Operation.UPDATE, plain, balanced), quota).isEmpty());
  }

  @Test
  void claimsAreCountedByClassToo() {
    Unstructured claim =
        json(
            "{\"spec\":{\"storageClassName\":\"gold\",\"resources\":{\"requests\":"
                + "{\"storage\":\"1Gi\"}}}}");
    assertEquals(
        "count/persistentvolumeclaims=1,gold.storageclass.storage.k8s.io/persistentvolumeclaims=1,"
            + "gold.storageclass.storage.k8s.io/requests.storage=1Gi,persistentvolumeclaims=1,"
            + "requests.storage=1Gi",
        new ClaimEvaluator().usage(claim).toString());
  }

  @Test
  void everyTypeIsCounted() {
    Evaluator widgets = new CountEvaluator(new GroupResource("example.com", "widgets"));
    assertTrue(widgets.uses("count/widgets.example.com"));
    assertFalse(widgets.uses("widgets"));
    assertTrue(new CountEvaluator(new GroupResource("", "secrets")).uses("secrets"));
  }
}
