package io.binnacle.resources.core.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.DeleteOptions;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.ResourceType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What may change in objects that exist, and what a change keeps. */
final class UpdatesTest {
  private static final String POD =
      "{\"metadata\":{\"name\":\"p\",\"namespace\":\"n\"},\"spec\":{\"containers\":[{\"name\":\"c\","
          + "\"image\":\"i:1\",\"resources\":{\"requests\":{\"cpu\":\"100m\",\"memory\":\"64Mi\"},"
          + "\"limits\":{\"cpu\":\"200m\"}}}]}}";

  private final TypesUnderTest types = new TypesUnderTest();

  private Unstructured created(String resource, String json) {
    ResourceType type = types.byResource.get(resource);
    Unstructured object = TypesUnderTest.decoded(type, TypesUnderTest.json(json));
    type.strategy().prepareForCreate(TypesUnderTest.CONTEXT, object);
    assertEquals(List.of(), type.strategy().validate(TypesUnderTest.CONTEXT, object));
    return object;
  }

  private List<String> update(
      String resource, String subresource, Unstructured previous, Unstructured object) {
    ResourceType type = types.byResource.get(resource);
    RequestContext context = TypesUnderTest.CONTEXT.onSubresource(subresource);
    type.strategy().applyDefaults(object);
    type.strategy().prepareForUpdate(context, object, previous);
    return type.strategy().validateUpdate(context, object, previous).stream()
        .map(FieldError::text)
        .toList();
  }

  private List<String> change(
      String resource, String subresource, String json, Consumer<Unstructured> change) {
    Unstructured previous = created(resource, json);
    Unstructured object = previous.deepCopy();
    change.accept(object);
    return update(resource, subresource, previous, object);
  }

  private static Unstructured container(Unstructured pod) {
    return pod.items("spec", "containers").get(0);
  }

  @Test
  void anImmutableConfigMapStaysAsItIs() {
    String map = "{\"metadata\":{\"name\":\"m\"},\"data\":{\"a\":\"b\"},\"immutable\":true}";
    assertEquals(
        List.of("data: Forbidden: field is immutable when `immutable` is set"),
        change("configmaps", "", map, m -> m.set("c", "data", "a")));
    assertEquals(
        List.of("immutable: Forbidden: field is immutable when `immutable` is set"),
        change("configmaps", "", map, m -> m.remove("immutable")));
    assertEquals(
        List.of(), change("configmaps", "", map, m -> m.set("x", "metadata", "labels", "l")));
  }

  @Test
  void aSecretKeepsItsType() {
    assertEquals(
        List.of("type: Invalid value: \"other\": field is immutable"),
        change("secrets", "", "{\"metadata\":{\"name\":\"s\"}}", s -> s.set("other", "type")));
  }

  @Test
  void aPodsImageMayChangeAndItsEnvironmentMayNot() {
    assertEquals(List.of(), change("pods", "", POD, p -> container(p).set("i:2", "image")));
    List<String> errors =
        change(
            "pods",
            "",
            POD,
            p -> container(p).set(new ArrayList<>(List.of(Map.of("name", "A"))), "env"));
    assertEquals(1, errors.size());
    assertTrue(
        errors.get(0).startsWith("spec: Forbidden: pod updates may not change fields other than"),
        errors.get(0));
  }

  @Test
  void containersMayNotComeOrGo() {
    assertEquals(
        List.of("spec.containers: Forbidden: pod updates may not add or remove containers"),
        change(
            "pods",
            "",
            POD,
            p ->
                p.list("spec", "containers")
                    .add(new LinkedHashMap<>(Map.of("name", "d", "image", "i")))));
  }

  @Test
  void resizingKeepsAllButResourcesAndTheQualityOfService() {
    Unstructured previous = created("pods", POD);
    Unstructured object = previous.deepCopy();
    container(object).set("other", "image");
    container(object).set("150m", "resources", "requests", "cpu");
    assertEquals(List.of(), update("pods", "resize", previous, object));
    assertEquals("i:1", container(object).string("image"));
    assertEquals("150m", container(object).string("resources", "requests", "cpu"));

    assertEquals(
        List.of(
            "spec: Invalid value: \"Burstable\": Pod QOS Class may not change as a result of"
                + " resizing"),
        change(
            "pods",
            "resize",
            POD,
            p -> {
              container(p).set("64Mi", "resources", "limits", "memory");
              container(p).set("200m", "resources", "requests", "cpu");
            }));
    assertEquals(
        List.of(
            "spec.containers[0].resources.limits: Forbidden: resource limits cannot be removed"),
        change("pods", "resize", POD, p -> container(p).remove("resources", "limits", "cpu")));
  }

  @Test
  void onlyAPodOnANodeIsGivenTimeToEnd() {
    ResourceType pods = types.byResource.get("pods");
    Unstructured pod = created("pods", POD);
    assertEquals(0, pods.strategy().gracePeriodSeconds(pod, DeleteOptions.DEFAULT));
    pod.set("n", "spec", "nodeName");
    assertEquals(30, pods.strategy().gracePeriodSeconds(pod, DeleteOptions.DEFAULT));
    assertEquals(
        7, pods.strategy().gracePeriodSeconds(pod, new DeleteOptions(7L, null, null, null)));
    pod.set("Succeeded", "status", "phase");
    assertEquals(0, pods.strategy().gracePeriodSeconds(pod, DeleteOptions.DEFAULT));
  }

  @Test
  void aNamespaceStaysUntilItsFinalizersAreGone() {
    ResourceType namespaces = types.byResource.get("namespaces");
    Unstructured namespace = created("namespaces", "{\"metadata\":{\"name\":\"ns\"}}");
    namespace.set(0L, "metadata", "deletionGracePeriodSeconds");
    assertTrue(namespaces.strategy().isHeldBack(namespace));
    namespaces.strategy().prepareForDelete(TypesUnderTest.CONTEXT, namespace);
    assertEquals("Terminating", namespace.string("status", "phase"));
    assertEquals(null, namespace.get("metadata", "deletionGracePeriodSeconds"));

    Unstructured byUpdate = namespace.deepCopy();
    byUpdate.set(new ArrayList<>(), "spec", "finalizers");
    assertEquals(List.of(), update("namespaces", "", namespace, byUpdate));
    assertTrue(namespaces.strategy().isHeldBack(byUpdate));

    Unstructured byFinalize = namespace.deepCopy();
    byFinalize.set(new ArrayList<>(), "spec", "finalizers");
    assertEquals(List.of(), update("namespaces", "finalize", namespace, byFinalize));
    assertFalse(namespaces.strategy().isHeldBack(byFinalize));
    assertEquals(Map.of(), byFinalize.map("spec"));
  }

  @Test
  void aNamespaceIsOnlyTerminatingWhenDeleted() {
    assertEquals(
        List.of(
            "status.Phase: Invalid value: \"Terminating\": may only be 'Active' if"
                + " `deletionTimestamp` is empty"),
        change(
            "namespaces",
            "status",
            "{\"metadata\":{\"name\":\"ns\"}}",
            n -> n.set("Terminating", "status", "phase")));
  }

  @Test
  void aClaimsWishesStayUntilItIsBound() {
    String claim =
        "{\"metadata\":{\"name\":\"c\"},\"spec\":{\"accessModes\":[\"ReadWriteOnce\"],"
            + "\"resources\":{\"requests\":{\"storage\":\"1Gi\"}}}}";
    List<String> errors =
        change(
            "persistentvolumeclaims",
            "",
            claim,
            c -> c.set("2Gi", "spec", "resources", "requests", "storage"));
    assertTrue(errors.get(0).startsWith("spec: Forbidden: spec is immutable after"), "" + errors);
    assertEquals(
        List.of(),
        change("persistentvolumeclaims", "", claim, c -> c.set("x", "spec", "storageClassName")));
  }

  @Test
  void aVolumesSourceAndModeStay() {
    String volume =
        "{\"metadata\":{\"name\":\"v\"},\"spec\":{\"capacity\":{\"storage\":\"1Gi\"},"
            + "\"accessModes\":[\"ReadWriteOnce\"],\"hostPath\":{\"path\":\"/x\"}}}";
    List<String> moved =
        change("persistentvolumes", "", volume, v -> v.set("/y", "spec", "hostPath", "path"));
    assertEquals(1, moved.size(), moved.toString());
    String start =
        "spec.persistentvolumesource: Forbidden: spec.persistentvolumesource is immutable after"
            + " creation\n@@ ";
    assertTrue(moved.get(0).startsWith(start), moved.get(0));
    assertTrue(
        moved.get(0).contains("\n-  \"Path\": \"/x\",\n+  \"Path\": \"/y\",\n"), moved.get(0));
    assertEquals(
        List.of("volumeMode: Invalid value: \"Block\": field is immutable"),
        change("persistentvolumes", "", volume, v -> v.set("Block", "spec", "volumeMode")));
    assertEquals(
        List.of(),
        change("persistentvolumes", "", volume, v -> v.set("9Gi", "spec", "capacity", "storage")));
  }

  @Test
  void aServiceKeepsItsAddressAndLosesItOnlyWithItsType() {
    String service = "{\"metadata\":{\"name\":\"s\"},\"spec\":{\"ports\":[{\"port\":80}]}}";
    Unstructured previous = created("services", service);
    String address = previous.string("spec", "clusterIP");
    Unstructured replaced =
        TypesUnderTest.decoded(
            types.byResource.get("services"), TypesUnderTest.json(service.replace("80", "81")));
    assertEquals(List.of(), update("services", "", previous, replaced));
    assertEquals(address, replaced.string("spec", "clusterIP"));
    assertEquals(List.of(address), replaced.list("spec", "clusterIPs"));

    assertEquals(
        List.of("spec.clusterIPs[0]: Invalid value: [\"10.0.1.1\"]: may not change once set"),
        change("services", "", service, s -> s.set("10.0.1.1", "spec", "clusterIP")));

    Unstructured external = previous.deepCopy();
    external.set("ExternalName", "spec", "type");
    external.set("x.example.com", "spec", "externalName");
    external.set("", "spec", "clusterIP");
    external.remove("spec", "clusterIPs");
    assertEquals(List.of(), update("services", "", previous, external));
    assertEquals("", external.string("spec", "clusterIP"));
    assertEquals(List.of(), external.list("spec", "clusterIPs"));
  }

  @Test
  void aBalancedServiceKeepsItsClass() {
    String service =
        "{\"metadata\":{\"name\":\"s\"},\"spec\":{\"type\":\"LoadBalancer\","
            + "\"ports\":[{\"port\":80}]}}";
    assertEquals(
        List.of("spec.loadBalancerClass: Invalid value: \"a.b/c\": may not change once set"),
        change("services", "", service, s -> s.set("a.b/c", "spec", "loadBalancerClass")));
  }

  @Test
  void aClaimAsksForNoLessThanItHas() {
    String claim =
        "{\"metadata\":{\"name\":\"c\"},\"spec\":{\"accessModes\":[\"ReadWriteOnce\"],"
            + "\"resources\":{\"requests\":{\"storage\":\"3Gi\"}}}}";
    Unstructured previous = created("persistentvolumeclaims", claim);
    previous.set("Bound", "status", "phase");
    previous.set("2Gi", "status", "capacity", "storage");
    Unstructured smaller = previous.deepCopy();
    for (String size : List.of("4Gi", "2500Mi", "2Gi")) {
      smaller.set(size, "spec", "resources", "requests", "storage");
      assertEquals(
          size.equals("2Gi")
              ? List.of(
                  "spec.resources.requests.storage: Forbidden: field can not be less than"
                      + " status.capacity")
              : List.of(),
          update("persistentvolumeclaims", "", previous, smaller),
          size);
    }
  }

  @Test
  void aVolumeStaysWhereItIsThoughLabelsAreRenamed() {
    String volume =
        "{\"metadata\":{\"name\":\"v\"},\"spec\":{\"capacity\":{\"storage\":\"1Gi\"},"
            + "\"accessModes\":[\"ReadWriteOnce\"],\"csi\":{\"driver\":\"d\",\"volumeHandle\":\"h\"},"
            + "\"nodeAffinity\":{\"required\":{\"nodeSelectorTerms\":[{\"matchExpressions\":"
            + "[{\"key\":\"failure-domain.beta.kubernetes.io/zone\",\"operator\":\"Exists\"}]}]}}}}";
    for (String key : List.of("topology.kubernetes.io/zone", "other")) {
      List<String> errors =
          change(
              "persistentvolumes",
              "",
              volume,
              v -> {
                v.set("s", "spec", "csi", "controllerExpandSecretRef", "name");
                v.set("s", "spec", "csi", "controllerExpandSecretRef", "namespace");
                v.items("spec", "nodeAffinity", "required", "nodeSelectorTerms")
                    .get(0)
                    .items("matchExpressions")
                    .get(0)
                    .set(key, "key");
              });
      assertEquals(key.equals("other") ? 1 : 0, errors.size(), "" + errors);
    }
  }

  @Test
  void anExternalNameHasNoFamilies() {
    assertEquals(
        List.of("spec.ipFamilyPolicy: Forbidden: may not be set for ExternalName services"),
        change(
            "services",
            "",
            "{\"metadata\":{\"name\":\"s\"},\"spec\":{\"type\":\"ExternalName\","
                + "\"externalName\":\"a.b\"}}",
            s -> s.set("SingleStack", "spec", "ipFamilyPolicy")));
  }
}
