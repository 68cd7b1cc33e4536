package io.binnacle.resources.core.internal.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.binnacle.api.object.Unstructured;
import io.binnacle.schema.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What LimitRanges do to pods and claims, in kube-apiserver's words. */
class LimitsTest {
  private static Unstructured json(String text) {
    return Unstructured.of(
        Objects.requireNonNull(Json.parse(text.getBytes(StandardCharsets.UTF_8))));
  }

  private static Unstructured range(String limits) {
    return json("{\"spec\":{\"limits\":[" + limits + "]}}");
  }

  private static Unstructured pod(String... containers) {
    return json("{\"spec\":{\"containers\":[" + String.join(",", containers) + "]}}");
  }

  private static String container(String name, String resources) {
    return "{\"name\":\"" + name + "\",\"resources\":{" + resources + "}}";
  }

  @Test
  void whatIsMissingIsFilledInAndNoted() {
    Unstructured pod =
        json(
            "{\"spec\":{\"containers\":[{\"name\":\"a\",\"resources\":{\"limits\":{\"cpu\":\"2\"}}}],"
                + "\"initContainers\":[{\"name\":\"i\"}]}}");
    LimitDefaults.apply(
        range(
            "{\"type\":\"Container\",\"default\":{\"cpu\":\"1\",\"memory\":\"1Gi\"},"
                + "\"defaultRequest\":{\"cpu\":\"100m\"}}"),
        pod);
    assertEquals(
        "LimitRanger plugin set: cpu request for container a; memory limit for container a; cpu"
            + " request for init container i; cpu, memory limit for init container i",
        pod.annotations().get("kubernetes.io/limit-ranger"));
    assertEquals("2", pod.items("spec", "containers").get(0).get("resources", "limits", "cpu"));
  }

  @Test
  void aPodThatLacksNothingIsLeftAlone() {
    Unstructured pod = pod(container("a", "\"limits\":{\"cpu\":\"2\"}"));
    Unstructured before = pod.deepCopy();
    LimitDefaults.apply(range("{\"type\":\"Container\",\"default\":{\"cpu\":\"1\"}}"), pod);
    assertEquals(before, pod);
  }

  @Test
  void boundsHoldForEachContainer() {
    Unstructured range =
        range(
            "{\"type\":\"Container\",\"min\":{\"cpu\":\"100m\"},\"max\":{\"cpu\":\"2\"},"
                + "\"maxLimitRequestRatio\":{\"cpu\":\"5\"}}");
    assertEquals(
        Set.of(
            "maximum cpu usage per Container is 2, but limit is 3",
            "minimum cpu usage per Container is 100m, but request is 50m",
            "cpu max limit to request ratio per Container is 5, but provided ratio is 60.000000"),
        LimitChecks.pod(
            range,
            pod(container("a", "\"requests\":{\"cpu\":\"50m\"},\"limits\":{\"cpu\":\"3\"}"))));
    assertEquals(
        Set.of(
            "minimum cpu usage per Container is 100m. No request is specified",
            "maximum cpu usage per Container is 2. No limit is specified",
            "cpu max limit to request ratio per Container is 5, but no request is specified or"
                + " request is 0"),
        LimitChecks.pod(range, pod(container("a", ""))));
  }

  @Test
  void aPodsContainersAreAddedUp() {
    Unstructured range = range("{\"type\":\"Pod\",\"max\":{\"cpu\":\"3\"}}");
    String half = "\"limits\":{\"cpu\":\"1500m\"}";
    assertEquals(
        Set.of("maximum cpu usage per Pod is 3, but limit is 4500m"),
        LimitChecks.pod(
            range, pod(container("a", half), container("b", half), container("c", half))));
    assertEquals(Set.of(), LimitChecks.pod(range, pod(container("a", half), container("b", half))));
  }

  @Test
  void aClaimsStorageIsBounded() {
    Unstructured range =
        range(
            "{\"type\":\"PersistentVolumeClaim\",\"min\":{\"storage\":\"1Gi\"},"
                + "\"max\":{\"storage\":\"10Gi\"}}");
    Unstructured claim = json("{\"spec\":{\"resources\":{\"requests\":{\"storage\":\"500Mi\"}}}}");
    assertEquals(
        Set.of("minimum storage usage per PersistentVolumeClaim is 1Gi, but request is 500Mi"),
        LimitChecks.claim(range, claim));
    claim.set("20Gi", "spec", "resources", "requests", "storage");
    assertEquals(
        Set.of("maximum storage usage per PersistentVolumeClaim is 10Gi, but request is 20Gi"),
        LimitChecks.claim(range, claim));
    claim.set("2Gi", "spec", "resources", "requests", "storage");
    assertEquals(Set.of(), LimitChecks.claim(range, claim));
  }
}
