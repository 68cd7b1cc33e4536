package io.binnacle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What people do with kubectl, done with the real one; each looks at what came of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KubectlIT {
  private TestServer server;
  private Kubectl kubectl;
  @TempDir private Path folder;

  /** The server that all tests use. */
  TestServer launch() throws Exception {
    return TestServer.start();
  }

  @BeforeAll
  void start() throws Exception {
    server = launch();
    kubectl = server.kubectl();
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
  }

  private String ok(String... arguments) throws Exception {
    Outcome result = kubectl.run(arguments);
    assertEquals(0, result.status(), () -> String.join(" ", arguments) + "\n" + result.err());
    return result.out();
  }

  private String fails(String... arguments) throws Exception {
    Outcome result = kubectl.run(arguments);
    assertTrue(
        result.status() != 0, () -> String.join(" ", arguments) + " went well:\n" + result.out());
    return result.err();
  }

  private String path(String jsonPath, String... object) throws Exception {
    String[] command = new String[object.length + 3];
    command[0] = "get";
    System.arraycopy(object, 0, command, 1, object.length);
    command[object.length + 1] = "-o";
    command[object.length + 2] = "jsonpath={" + jsonPath + "}";
    return ok(command);
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  @Test
  void theSystemNamespacesAreThere() throws Exception {
    String listed = ok("get", "namespaces", "-o", "name");
    for (String name : List.of("default", "kube-system", "kube-public", "kube-node-lease")) {
      assertTrue(listed.contains("namespace/" + name), listed);
    }
  }

  @Test
  void imperativeCreateMakesWhatItSays() throws Exception {
    ok("create", "deployment", "c-web", "--image=example/web:1", "--replicas=2");
    assertEquals(
        "2 RollingUpdate", path(".spec.replicas} {.spec.strategy.type", "deployment/c-web"));
    ok("create", "configmap", "c-settings", "--from-literal=color=red");
    assertEquals("red", path(".data.color", "configmap/c-settings"));
    ok("create", "secret", "generic", "c-key", "--from-literal=k=v");
    assertEquals("dg== Opaque", path(".data.k} {.type", "secret/c-key"));
    ok("create", "service", "clusterip", "c-svc", "--tcp=80:8080");
    assertTrue(path(".spec.clusterIP", "service/c-svc").startsWith("10."));
    ok("create", "role", "c-reader", "--verb=get,list", "--resource=pods");
    assertEquals("[\"get\",\"list\"]", path(".rules[0].verbs", "role/c-reader"));
    assertTrue(fails("create", "configmap", "c-settings").contains("already exists"));
    assertTrue(fails("create", "configmap", "Bad_Name").contains("metadata.name: Invalid value"));
  }

  @Test
  void getPrintsEachFormat() throws Exception {
    ok("create", "deployment", "g-web", "--image=example/web:1");
    assertTrue(
        ok("get", "deployments", "g-web")
            .matches("(?s)NAME +READY +UP-TO-DATE +AVAILABLE +AGE\\s+g-web +0/1 +0 +0 .*"));
    String wide = ok("get", "deployments", "g-web", "-o", "wide");
    assertTrue(wide.contains("CONTAINERS") && wide.contains("example/web:1"), wide);
    assertTrue(ok("get", "deployment/g-web", "-o", "yaml").contains("kind: Deployment"));
    assertTrue(ok("get", "deployment/g-web", "-o", "json").contains("\"kind\": \"Deployment\""));
    assertEquals(
        "deployment.apps/g-web\n", ok("get", "deployments", "-l", "app=g-web", "-o", "name"));
    assertEquals(
        "deployment.apps/g-web\n",
        ok("get", "deployments", "--field-selector", "metadata.name=g-web", "-o", "name"));
    assertTrue(ok("get", "deployments", "-A").startsWith("NAMESPACE"));
    assertTrue(fails("get", "deployments", "nobody").contains("NotFound"));
    assertTrue(fails("get", "nonsense").contains("doesn't have a resource type"));
  }

  @Test
  void describeTellsOfTheObject() throws Exception {
    ok("create", "deployment", "d-web", "--image=example/web:1");
    String told = ok("describe", "deployment", "d-web");
    assertTrue(told.contains("Name:") && told.contains("example/web:1"), told);
  }

  @Test
  void applyDiffAndApplyAgain() throws Exception {
    String manifest =
        """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: a-config
        data:
          color: red
        """;
    Path file = file("a.yaml", manifest);
    assertTrue(ok("apply", "-f", file.toString()).contains("configmap/a-config created"));
    assertTrue(ok("apply", "-f", file.toString()).contains("configmap/a-config unchanged"));
    Files.writeString(file, manifest.replace("red", "blue"));
    Outcome diff = kubectl.run("diff", "-f", file.toString());
    assertEquals(1, diff.status(), diff.err());
    assertTrue(diff.out().contains("+  color: blue"), diff.out());
    assertTrue(ok("apply", "-f", file.toString()).contains("configmap/a-config configured"));
    assertEquals("blue", path(".data.color", "configmap/a-config"));
  }

  @Test
  void labelPatchAndReplaceChangeTheObject() throws Exception {
    ok("create", "deployment", "p-web", "--image=example/web:1");
    ok("label", "deployment", "p-web", "tier=front");
    assertEquals("front", path(".metadata.labels.tier", "deployment/p-web"));
    ok("annotate", "deployment", "p-web", "note=x");
    assertEquals("x", path(".metadata.annotations.note", "deployment/p-web"));
    ok("patch", "deployment", "p-web", "-p", containers("example/web:2"));
    ok("patch", "deployment", "p-web", "--type=merge", "-p", "{\"spec\":{\"replicas\":4}}");
    String op = "[{\"op\":\"replace\",\"path\":\"/spec/paused\",\"value\":true}]";
    assertTrue(
        fails("patch", "deployment", "p-web", "--type=json", "-p", op.replace("paused", "a/b"))
                .length()
            > 0);
    String add = "[{\"op\":\"add\",\"path\":\"/spec/paused\",\"value\":true}]";
    ok("patch", "deployment", "p-web", "--type=json", "-p", add);
    assertEquals(
        "example/web:2 4 true",
        path(
            ".spec.template.spec.containers[0].image} {.spec.replicas} {.spec.paused",
            "deployment/p-web"));
    Path file = file("p.json", ok("get", "deployment", "p-web", "-o", "json"));
    Files.writeString(file, Files.readString(file).replace("\"replicas\": 4", "\"replicas\": 6"));
    ok("replace", "-f", file.toString());
    assertEquals("6", path(".spec.replicas", "deployment/p-web"));
    assertTrue(fails("replace", "-f", file.toString()).contains("the object has been modified"));
  }

  private static String containers(String image) {
    return "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"web\",\"image\":\""
        + image
        + "\"}]}}}}";
  }

  @Test
  void editSavesWhatTheEditorLeaves() throws Exception {
    ok("create", "configmap", "e-config", "--from-literal=color=red");
    Path editor = file("editor.sh", "#!/bin/sh\nsed -i 's/color: red/color: green/' \"$1\"\n");
    assertTrue(editor.toFile().setExecutable(true));
    Outcome result =
        kubectl.with(Map.of("KUBE_EDITOR", editor.toString())).run("edit", "configmap", "e-config");
    assertEquals(0, result.status(), result.err());
    assertEquals("green", path(".data.color", "configmap/e-config"));
  }

  @Test
  void scaleSetsReplicas() throws Exception {
    ok("create", "deployment", "s-web", "--image=example/web:1");
    ok("scale", "deployment", "s-web", "--replicas=5");
    assertEquals("5", path(".spec.replicas", "deployment/s-web"));
    assertTrue(
        fails("scale", "deployment", "s-web", "--current-replicas=9", "--replicas=1")
            .contains("Expected replicas to be 9"));
  }

  @Test
  void deleteWaitsUntilTheObjectIsGone() throws Exception {
    ok("create", "configmap", "x-config");
    ok("delete", "configmap", "x-config", "--wait");
    assertTrue(fails("get", "configmap", "x-config").contains("NotFound"));
  }

  @Test
  void aDeletedNamespaceIsEmptiedAndGoes() throws Exception {
    ok("create", "namespace", "n-gone");
    ok("create", "configmap", "inside", "-n", "n-gone");
    ok("create", "deployment", "inside", "-n", "n-gone", "--image=x");
    ok("delete", "namespace", "n-gone", "--wait", "--timeout=30s");
    assertTrue(fails("get", "namespace", "n-gone").contains("NotFound"));
    assertTrue(fails("create", "configmap", "late", "-n", "n-gone").contains("not found"));
    ok("create", "namespace", "n-gone");
    assertEquals("", ok("get", "deployments", "-n", "n-gone", "-o", "name"));
  }

  @Test
  void watchShowsChangesAsTheyHappen() throws Exception {
    Path seen = folder.resolve("watch.txt");
    Process watch =
        kubectl.start(seen, "get", "configmaps", "-l", "w=1", "--watch", "--output-watch-events");
    try {
      TimeUnit.SECONDS.sleep(1);
      ok("create", "configmap", "w-one");
      ok("label", "configmap", "w-one", "w=1");
      ok("patch", "configmap", "w-one", "-p", "{\"data\":{\"k\":\"v\"}}");
      ok("label", "configmap", "w-one", "w-");
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
      while (!Files.readString(seen).contains("DELETED") && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
    } finally {
      watch.destroy();
      watch.waitFor();
    }
    String text = Files.readString(seen);
    assertTrue(text.matches("(?s).*ADDED +w-one.*MODIFIED +w-one.*DELETED +w-one.*"), text);
  }

  @Test
  void explainAndApiResourcesKnowTheTypes() throws Exception {
    String explained = ok("explain", "deployment.spec.strategy");
    assertTrue(explained.contains("rollingUpdate"), explained);
    String types = ok("api-resources", "--no-headers");
    for (String type : List.of("pods", "deployments", "roles", "leases", "selfsubjectreviews")) {
      assertTrue(types.contains(type), types);
    }
  }

  @Test
  void authTellsWhoAndWhetherOneMay() throws Exception {
    String me = ok("auth", "whoami");
    assertTrue(me.contains("kubernetes-admin") && me.contains("system:masters"), me);
    assertEquals("yes\n", ok("auth", "can-i", "delete", "nodes"));
    Outcome no = kubectl.run("auth", "can-i", "delete", "nodes", "--as=nobody");
    assertTrue(no.out().startsWith("no"), no.out());
    assertTrue(
        fails("get", "secrets", "--as=nobody")
            .contains("User \"nobody\" cannot list resource \"secrets\""));
  }

  @Test
  void aStrictManifestWithAnUnknownFieldIsRefused() throws Exception {
    Path file = file("u.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: u\nbogus: 1\n");
    assertTrue(fails("apply", "-f", file.toString()).contains("unknown field \"bogus\""));
    assertFalse(kubectl.run("get", "configmap", "u").out().contains("u"));
  }
}
