package io.binnacle.itests.ssa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.binnacle.itests.TestServer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** {@code serverSideApply} of the fabric8 client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FabricApplyIT {
  private static final String NAMESPACE = "default";

  private TestServer server;
  private KubernetesClient client;

  @BeforeAll
  void start() throws Exception {
    server = TestServer.start();
    Config config = Config.fromKubeconfig(Files.readString(server.kubeconfig()));
    client = new KubernetesClientBuilder().withConfig(config).build();
  }

  @AfterAll
  void stop() throws Exception {
    client.close();
    server.close();
  }

  private static ConfigMap configMap(String name, Map<String, String> data) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(NAMESPACE)
        .endMetadata()
        .withData(data)
        .build();
  }

  private ConfigMap apply(String manager, ConfigMap config) {
    return client.resource(config).fieldManager(manager).serverSideApply();
  }

  private static Deployment deployment(String name, Integer replicas, String... images) {
    DeploymentBuilder builder =
        new DeploymentBuilder()
            .withNewMetadata()
            .withName(name)
            .withNamespace(NAMESPACE)
            .endMetadata()
            .withNewSpec()
            .withReplicas(replicas)
            .withNewSelector()
            .addToMatchLabels("app", name)
            .endSelector()
            .withNewTemplate()
            .withNewMetadata()
            .addToLabels("app", name)
            .endMetadata()
            .withNewSpec()
            .endSpec()
            .endTemplate()
            .endSpec();
    for (String image : images) {
      builder
          .editSpec()
          .editTemplate()
          .editSpec()
          .addNewContainer()
          .withName(image.replaceAll("[^a-z]", ""))
          .withImage(image)
          .endContainer()
          .endSpec()
          .endTemplate()
          .endSpec();
    }
    return builder.build();
  }

  @Test
  void aConflictNamesTheOtherManagerAndForceTakesTheField() {
    apply("one", configMap("taken", Map.of("a", "1", "b", "1")));
    ConfigMap other = configMap("taken", Map.of("a", "2"));
    KubernetesClientException refused =
        assertThrows(KubernetesClientException.class, () -> apply("two", other));
    assertEquals(409, refused.getCode());
    List<StatusCause> causes = refused.getStatus().getDetails().getCauses();
    assertEquals(1, causes.size());
    assertEquals("FieldManagerConflict", causes.get(0).getReason());
    assertEquals(".data.a", causes.get(0).getField());
    assertEquals("conflict with \"one\"", causes.get(0).getMessage());
    ConfigMap forced =
        client.resource(other).fieldManager("two").forceConflicts().serverSideApply();
    assertEquals(Map.of("a", "2", "b", "1"), forced.getData());
    ConfigMap less = apply("one", configMap("taken", Map.of("b", "1")));
    assertEquals("2", less.getData().get("a"), "another's by now");
    KubernetesClientException again =
        assertThrows(
            KubernetesClientException.class,
            () -> apply("one", configMap("taken", Map.of("a", "3", "b", "1"))));
    assertEquals(
        "conflict with \"two\"", again.getStatus().getDetails().getCauses().get(0).getMessage());
  }

  @Test
  void whatAManagerNoLongerSaysGoes() {
    apply("one", configMap("dropped", Map.of("a", "1", "b", "1")));
    apply("two", configMap("dropped", Map.of("b", "1", "c", "1")));
    assertEquals(
        Map.of("b", "1", "c", "1"), apply("one", configMap("dropped", Map.of())).getData());
    assertEquals(Map.of("b", "1"), apply("two", configMap("dropped", Map.of("b", "1"))).getData());
    assertNull(apply("two", configMap("dropped", Map.of())).getData().get("b"));
  }

  @Test
  void applyingTheSameWritesNothing() {
    Deployment wish = deployment("calm", 2, "web:1", "side:1");
    Deployment first = client.resource(wish).fieldManager("one").serverSideApply();
    Deployment second = client.resource(wish).fieldManager("one").serverSideApply();
    assertEquals(
        first.getMetadata().getResourceVersion(), second.getMetadata().getResourceVersion());
    assertEquals(1L, second.getMetadata().getGeneration());
  }

  @Test
  void containersAreSharedItemByItemAndReplicasLeftToTheScaler() {
    client.resource(deployment("mixed", null, "web:1")).fieldManager("one").serverSideApply();
    client.apps().deployments().inNamespace(NAMESPACE).withName("mixed").scale(3);
    Deployment both =
        client.resource(deployment("mixed", null, "side:1")).fieldManager("two").serverSideApply();
    assertEquals(3, both.getSpec().getReplicas());
    assertEquals(2, both.getSpec().getTemplate().getSpec().getContainers().size());
    Deployment changed =
        client.resource(deployment("mixed", null, "web:2")).fieldManager("one").serverSideApply();
    assertEquals(
        List.of("web:2", "side:1"),
        changed.getSpec().getTemplate().getSpec().getContainers().stream()
            .map(container -> container.getImage())
            .toList());
  }

  @Test
  void statusIsAppliedThroughItsOwnPath() {
    client.resource(deployment("ready", 1, "web:1")).fieldManager("one").serverSideApply();
    Deployment said =
        new DeploymentBuilder()
            .withNewMetadata()
            .withName("ready")
            .withNamespace(NAMESPACE)
            .endMetadata()
            .withNewStatus()
            .addNewCondition()
            .withType("Available")
            .withStatus("True")
            .endCondition()
            .endStatus()
            .build();
    Deployment after = client.resource(said).subresource("status").patch(Apply.by("loop"), said);
    assertEquals("True", after.getStatus().getConditions().get(0).getStatus());
    assertEquals(
        "status",
        after.getMetadata().getManagedFields().stream()
            .filter(entry -> entry.getManager().equals("loop"))
            .findFirst()
            .orElseThrow()
            .getSubresource());
  }
}
