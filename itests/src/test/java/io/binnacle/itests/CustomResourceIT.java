package io.binnacle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Custom resources of the shape that operators define, used by the real kubectl. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CustomResourceIT {
  private static final String DEFINITION =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata:
        name: databases.store.example.com
      spec:
        group: store.example.com
        scope: Namespaced
        names: {plural: databases, kind: Database, shortNames: [dbs], categories: [storage]}
        versions:
        - name: v1
          served: true
          storage: true
          schema: &schema
            openAPIV3Schema:
              description: A database and its replicas.
              type: object
              required: [spec]
              properties:
                spec:
                  description: What is wished.
                  type: object
                  required: [engine]
                  x-kubernetes-validations:
                  - rule: self.replicas <= self.limit
                    message: more replicas than the limit
                  properties:
                    engine: {type: string, enum: [sql, kv], description: The kind of engine.}
                    replicas: {type: integer, minimum: 0, default: 1}
                    limit: {type: integer, default: 5}
                    storage:
                      anyOf: [{type: integer}, {type: string}]
                      x-kubernetes-int-or-string: true
                    users:
                      type: array
                      x-kubernetes-list-type: map
                      x-kubernetes-list-map-keys: [name]
                      items:
                        type: object
                        required: [name]
                        properties:
                          name: {type: string}
                          role: {type: string, default: reader}
                    settings: {type: object, x-kubernetes-preserve-unknown-fields: true}
                    EXTRA
                status:
                  type: object
                  properties:
                    replicas: {type: integer}
                    selector: {type: string}
          subresources: &subresources
            status: {}
            scale:
              specReplicasPath: .spec.replicas
              statusReplicasPath: .status.replicas
              labelSelectorPath: .status.selector
          additionalPrinterColumns:
          - {name: Engine, type: string, jsonPath: .spec.engine}
          - {name: Replicas, type: integer, jsonPath: .spec.replicas}
          selectableFields: [{jsonPath: .spec.engine}]
        - name: v1beta1
          served: true
          storage: false
          deprecated: true
          schema: *schema
          subresources: *subresources
      """;

  private static final String OBJECT =
      """
      apiVersion: store.example.com/v1
      kind: Database
      metadata: {name: %s}
      spec:
        engine: %s
        settings: {free: {form: 1}}
        users: [{name: root, role: admin}, {name: guest}]
      """;

  private TestServer server;
  private Kubectl kubectl;
  @TempDir private Path folder;

  @BeforeAll
  void start() throws Exception {
    server = TestServer.startIn(Files.createTempDirectory("binnacle"));
    kubectl = server.kubectl();
    ok(kubectl.runWithInput(DEFINITION.replace("EXTRA", ""), "apply", "-f", "-"));
    ok(
        kubectl.run(
            "wait",
            "--for=condition=Established",
            "--timeout=20s",
            "crd/databases.store.example.com"));
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
  }

  private static String ok(Outcome outcome) {
    return outcome.ok().out();
  }

  private void create(String name, String engine) throws Exception {
    ok(kubectl.runWithInput(String.format(OBJECT, name, engine), "apply", "-f", "-"));
  }

  private String path(String name, String jsonPath) throws Exception {
    return ok(kubectl.run("get", "database", name, "-o", "jsonpath={" + jsonPath + "}"));
  }

  @Test
  void anObjectGetsDefaultsKeepsWhatIsFreeAndIsShownInItsColumns() throws Exception {
    create("shown", "sql");
    assertEquals(
        "1 reader 1",
        path("shown", ".spec.replicas} {.spec.users[1].role} {.spec.settings.free.form"));
    String table = ok(kubectl.run("get", "dbs", "shown"));
    assertTrue(table.contains("ENGINE") && table.contains("sql"), table);
    assertTrue(ok(kubectl.run("get", "storage", "-o", "name")).contains("shown"));
  }

  @Test
  void explainTellsWhatTheDefinitionTells() throws Exception {
    String text = ok(kubectl.run("explain", "database.spec"));
    assertTrue(text.contains("What is wished.") && text.contains("enum: sql, kv"), text);
  }

  @Test
  void whatBreaksSchemaOrRulesIsRefused() throws Exception {
    Outcome wrong =
        kubectl.runWithInput(String.format(OBJECT, "wrong", "paper"), "create", "-f", "-");
    assertTrue(wrong.err().contains("spec.engine: Unsupported value: \"paper\""), wrong.err());
    create("ruled", "kv");
    Outcome broken =
        kubectl.run(
            "patch", "database", "ruled", "--type=merge", "-p", "{\"spec\":{\"replicas\":9}}");
    assertTrue(broken.err().contains("more replicas than the limit"), broken.err());
    Outcome unknown =
        kubectl.runWithInput(
            String.format(OBJECT, "typo", "kv").replace("settings:", "setings:"),
            "create",
            "-f",
            "-");
    assertTrue(unknown.err().contains("unknown field \"spec.setings\""), unknown.err());
  }

  @Test
  void anotherVersionShowsTheSameObjectAndWarns() throws Exception {
    create("twice", "kv");
    Outcome beta = kubectl.run("get", "databases.v1beta1.store.example.com", "twice", "-o", "yaml");
    assertTrue(ok(beta).contains("apiVersion: store.example.com/v1beta1"), beta.out());
    assertTrue(beta.err().contains("store.example.com/v1beta1 Database is deprecated"), beta.err());
  }

  @Test
  void statusAndScaleAreWrittenByTheirOwnPaths() throws Exception {
    create("scaled", "kv");
    ok(kubectl.run("scale", "database", "scaled", "--replicas=3"));
    assertEquals("3 2", path("scaled", ".spec.replicas} {.metadata.generation"));
    ok(
        kubectl.run(
            "patch",
            "database",
            "scaled",
            "--subresource=status",
            "--type=merge",
            "-p",
            "{\"status\":{\"replicas\":3},\"spec\":{\"replicas\":4}}"));
    assertEquals(
        "3 3 2", path("scaled", ".spec.replicas} {.status.replicas} {.metadata.generation"));
  }

  @Test
  void selectedByAFieldThatTheDefinitionNames() throws Exception {
    create("by-sql", "sql");
    create("by-kv", "kv");
    String names =
        ok(kubectl.run("get", "database", "--field-selector=spec.engine=sql", "-o", "name"));
    assertTrue(names.contains("by-sql") && !names.contains("by-kv"), names);
  }

  @Test
  void managersShareAnObjectItemByItem() throws Exception {
    String one =
        "apiVersion: store.example.com/v1\nkind: Database\nmetadata: {name: shared}\n"
            + "spec: {engine: kv, users: [{name: one}]}\n";
    String two = one.replace("engine: kv, ", "").replace("name: one", "name: two");
    ok(kubectl.runWithInput(one, "apply", "--server-side", "--field-manager=a", "-f", "-"));
    ok(kubectl.runWithInput(two, "apply", "--server-side", "--field-manager=b", "-f", "-"));
    assertEquals("one two", path("shared", ".spec.users[*].name"));
  }

  @Test
  void aChangedSchemaIsSeenAtOnceWhileAWatchRuns() throws Exception {
    create("before", "kv");
    Path seen = folder.resolve("watch.txt");
    Process watch =
        kubectl.start(seen, "get", "database", "--watch", "--output-watch-events", "-o", "name");
    try {
      await(() -> Files.readString(seen).contains("database.store.example.com/before"));
      String changed = DEFINITION.replace("EXTRA", "color: {type: string, default: red}");
      ok(kubectl.runWithInput(changed, "apply", "-f", "-"));
      await(() -> path("before", ".spec.color").equals("red"));
      create("after", "kv");
      await(() -> ok(kubectl.run("get", "database", "after", "-o", "name")).contains("after"));
    } finally {
      watch.destroy();
      watch.waitFor();
    }
  }

  @Test
  void aDefinitionGoesWithAllItDefines() throws Exception {
    String other =
        DEFINITION
            .replace("EXTRA", "")
            .replace("databases", "gones")
            .replace("Database", "Gone")
            .replace("dbs", "gn");
    ok(kubectl.runWithInput(other, "apply", "-f", "-"));
    ok(kubectl.run("wait", "--for=condition=Established", "crd/gones.store.example.com"));
    String object = String.format(OBJECT, "g", "kv").replace("Database", "Gone");
    ok(kubectl.runWithInput(object, "create", "-f", "-"));
    ok(kubectl.run("delete", "crd", "gones.store.example.com", "--timeout=20s"));
    assertFalse(kubectl.run("get", "gones").status() == 0);
    ok(kubectl.runWithInput(other, "apply", "-f", "-"));
    ok(kubectl.run("wait", "--for=condition=Established", "crd/gones.store.example.com"));
    assertEquals("", ok(kubectl.run("get", "gones", "-o", "name")));
  }

  @Test
  void afterARestartTheResourceIsThereFromTheFirstRequestOn() throws Exception {
    Path data = Files.createTempDirectory("binnacle");
    TestServer first = TestServer.startIn(data);
    Kubectl user = first.kubectl();
    ok(user.runWithInput(DEFINITION.replace("EXTRA", ""), "apply", "-f", "-"));
    ok(user.run("wait", "--for=condition=Established", "crd/databases.store.example.com"));
    ok(user.runWithInput(String.format(OBJECT, "kept", "kv"), "create", "-f", "-"));
    first.kill();
    try (TestServer again = TestServer.startIn(data)) {
      String name = ok(again.kubectl().run("get", "database", "kept", "-o", "name"));
      assertEquals("database.store.example.com/kept", name.strip());
    }
  }

  private interface Question {
    boolean ask() throws Exception;
  }

  private static void await(Question question) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!question.ask()) {
      assertTrue(System.nanoTime() < end, "not in time");
      Thread.sleep(100);
    }
  }
}
