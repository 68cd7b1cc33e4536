package io.binnacle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Managers that share objects, as people and tools do it: kubectl and helm 4. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServerSideApplyIT {
  private static final int MANY = 1000;

  private TestServer server;
  private Kubectl kubectl;
  @TempDir private Path folder;

  @BeforeAll
  void start() throws Exception {
    server = TestServer.start();
    kubectl = server.kubectl();
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
  }

  private String ok(String... arguments) throws Exception {
    return kubectl.run(arguments).ok().out();
  }

  private static String fails(Outcome outcome) {
    assertTrue(outcome.status() != 0, () -> "went well: " + outcome.out());
    return outcome.err();
  }

  private String path(String object, String jsonPath) throws Exception {
    return ok("get", object, "--show-managed-fields", "-o", "jsonpath={" + jsonPath + "}");
  }

  private Path file(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  private Path configMap(String name, String a, String b) throws IOException {
    String text =
        "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: %s\ndata:\n  a: \"%s\"\n  b: \"%s\"\n";
    return file(name + a + b + ".yaml", String.format(text, name, a, b));
  }

  private static String[] apply(String manager, Path file, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of("apply", "--server-side", "--field-manager=" + manager, "-f", file.toString()));
    words.addAll(Arrays.asList(more));
    return words.toArray(String[]::new);
  }

  /** Many a manifest names one where there is none. */
  @Test
  void aNamespaceOfWhatIsInNoneIsLetGo() throws Exception {
    Path role = folder.resolve("role.yaml");
    for (String verb : List.of("get", "list", "watch", "delete")) {
      Files.writeString(
          role,
          "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: homeless,"
              + " namespace: nowhere}\nrules: [{apiGroups: [''], resources: [pods], verbs: ["
              + verb
              + "]}]\n");
      switch (verb) {
        case "get" -> ok("create", "-f", role.toString());
        case "list" -> ok("replace", "-f", role.toString());
        case "watch" -> ok("apply", "-f", role.toString());
        default -> ok(apply("first", role, "--force-conflicts"));
      }
      assertEquals(verb, path("clusterrole/homeless", ".rules[0].verbs[0]"));
      assertEquals("", path("clusterrole/homeless", ".metadata.namespace"));
    }
  }

  @Test
  void aSecondManagerIsToldOfTheFirstUntilItForces() throws Exception {
    ok(apply("first", configMap("two", "1", "1")));
    Path other = configMap("two", "2", "1");
    String refusal = fails(kubectl.run(apply("second", other)));
    assertTrue(
        refusal.contains("Apply failed with 1 conflict: conflict with \"first\": .data.a"),
        refusal);
    assertEquals("1", path("configmap/two", ".data.a"));
    ok(apply("second", other, "--force-conflicts"));
    assertEquals("2", path("configmap/two", ".data.a"));
    assertEquals("first second", path("configmap/two", ".metadata.managedFields[*].manager"));
    refusal = fails(kubectl.run(apply("first", configMap("two", "1", "1"))));
    assertTrue(refusal.contains("conflict with \"second\": .data.a"), refusal);
  }

  @Test
  void whatWasAppliedByTheClientMovesToTheServer() throws Exception {
    Path file = configMap("moved", "1", "1");
    ok("apply", "-f", file.toString());
    assertTrue(ok("apply", "view-last-applied", "configmap/moved").contains("a: \"1\""));
    assertEquals(
        "kubectl-client-side-apply", path("configmap/moved", ".metadata.managedFields[*].manager"));
    ok("apply", "--server-side", "-f", configMap("moved", "2", "1").toString());
    assertEquals("2", path("configmap/moved", ".data.a"));
    String managers = path("configmap/moved", ".metadata.managedFields[*].manager");
    assertFalse(managers.contains("client-side"), managers);
    assertTrue(managers.contains("kubectl"), managers);
    assertTrue(ok("apply", "view-last-applied", "configmap/moved").contains("a: \"2\""));
  }

  @Test
  void whatIsRightByItsShapeOnlyIsRefused() throws Exception {
    Path file =
        file(
            "bytes.yaml",
            "apiVersion: v1\nkind: Secret\nmetadata: {name: bytes}\ndata: {k: \"!!\"}\n");
    String refusal = fails(kubectl.run(apply("first", file)));
    assertTrue(
        refusal.contains(
            "bytes; /v1, Kind=Secret) to proper version: unable to convert unstructured object to"
                + " /v1, Kind=Secret: error decoding from json: illegal base64 data at input byte"
                + " 0"),
        refusal);
  }

  @Test
  void theManagersAreShownToThoseWhoAskOnly() throws Exception {
    ok(apply("first", configMap("hidden", "1", "1")));
    assertFalse(ok("get", "configmap/hidden", "-o", "yaml").contains("managedFields"));
    assertTrue(
        ok("get", "configmap/hidden", "-o", "yaml", "--show-managed-fields").contains("f:data"));
  }

  @Test
  void applyingMuchAgainWritesNothing() throws Exception {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < MANY; i++) {
      all.append(Files.readString(configMap("many-" + i, "1", "1"))).append("---\n");
    }
    ok("create", "namespace", "many");
    Path file = file("many.yaml", all.toString());
    ok(apply("loop", file, "-n", "many"));
    String versions = ok("get", "configmaps", "-n", "many", "-o", "jsonpath={.items[*].metadata}");
    assertTrue(versions.contains("many-" + (MANY - 1)));
    ok(apply("loop", file, "-n", "many"));
    assertEquals(
        versions, ok("get", "configmaps", "-n", "many", "-o", "jsonpath={.items[*].metadata}"));
  }

  private Outcome helm(String... arguments) throws Exception {
    Path tool = Path.of(System.getProperty("binnacle.tools", "."), "helm").toAbsolutePath();
    List<String> command =
        new ArrayList<>(List.of(Files.isExecutable(tool) ? tool.normalize().toString() : "helm"));
    command.addAll(List.of(arguments));
    return Command.run(command, kubectl.environment(), "");
  }

  @Test
  void helmSharesADeploymentWithWhoeverScalesIt() throws Exception {
    file("chart/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n");
    file("chart/values.yaml", "replicas: 1\n");
    file(
        "chart/templates/web.yaml",
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: helm-web
        spec:
          replicas: {{ .Values.replicas }}
          selector:
            matchLabels: {app: helm-web}
          template:
            metadata:
              labels: {app: helm-web}
            spec:
              containers:
              - {name: web, image: example/web:1}
        """);
    String chart = folder.resolve("chart").toString();
    helm("install", "web", chart).ok();
    assertEquals("helm", path("deployment/helm-web", ".metadata.managedFields[*].manager"));
    ok("scale", "deployment/helm-web", "--replicas=3");
    String refusal = fails(helm("upgrade", "web", chart, "--set", "replicas=2"));
    assertTrue(
        refusal.contains(
            "conflict with \"kubectl\" with subresource \"scale\" using apps/v1: .spec.replicas"),
        refusal);
    assertEquals("3", path("deployment/helm-web", ".spec.replicas"));
    helm("upgrade", "web", chart, "--set", "replicas=2", "--force-conflicts").ok();
    assertEquals("2", path("deployment/helm-web", ".spec.replicas"));
    helm("rollback", "web", "1").ok();
    assertEquals("1", path("deployment/helm-web", ".spec.replicas"));
    helm("uninstall", "web").ok();
    assertTrue(fails(kubectl.run("get", "deployment/helm-web")).contains("NotFound"));
  }
}
