package io.binnacle.itests.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.itests.ApiClient;
import io.binnacle.itests.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code kubectl get plugins} and what can be done by it. */
class PluginObjectsIT {
  private static final String SNARES = "/apis/example.com/v1/namespaces/default/snares";
  private static final String PLUGINS = "/apis/binnacle.io/v1/plugins";

  private static TestServer server;
  private static ApiClient client;
  private static Path deploy;
  private static Path available;

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.start();
    client = ApiClient.admin(server);
    deploy = server.folder().resolve("data/deploy");
    assertEquals(404, client.get(PLUGINS).status(), "no plugin, nothing that kube-apiserver lacks");
    available = Files.createDirectory(deploy.resolve("available"));
    await("the objects are served", () -> client.get(PLUGINS).status() == 200);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @AfterEach
  void takeAway() throws Exception {
    for (String name : List.of("one", "two", "wished")) {
      client.delete(PLUGINS + "/" + name);
      Files.deleteIfExists(deploy.resolve(name + ".jar"));
    }
    await("all plugins are gone", () -> client.get(PLUGINS).items().isEmpty());
    await("the type is gone", () -> client.get(SNARES).status() == 404);
  }

  private static void make(Path jar, String bundle, String mark) throws Exception {
    SourceJar.make(
        jar,
        bundle,
        "1.0.0",
        "Trap",
        "@PLURAL@",
        "snares",
        "@TEXT@",
        mark,
        "@START@",
        "",
        "@ADMISSION@",
        "",
        "@POISON@",
        "never");
  }

  private static String shown(String name, String... field) throws Exception {
    return client.get(PLUGINS + "/" + name).field(field);
  }

  private static void awaitState(String name, String state) throws Exception {
    await(name + " is " + state, () -> shown(name, "status", "state").equals(state));
  }

  @Test
  void ofTwoThatWantTheSameNamesTheSecondWaitsForTheFirstToGo() throws Exception {
    make(deploy.resolve("one.jar"), "com.example.one", "one");
    awaitState("one", "Active");
    make(deploy.resolve("two.jar"), "com.example.two", "two");
    awaitState("two", "Waiting");
    String row = server.kubectl().run("get", "plugins", "two").ok().out();
    assertTrue(row.contains("snares.example.com of plugin com.example.one has"), row);
    assertEquals("mark one", mark());

    // An upgrade of the first is no chance for the second.
    make(deploy.resolve("one.jar"), "com.example.one", "uno");
    await("the upgrade answers", () -> mark().equals("mark uno"));
    assertEquals("Waiting", shown("two", "status", "state"));

    Files.delete(deploy.resolve("one.jar"));
    awaitState("two", "Active");
    await("the second answers", () -> mark().equals("mark two"));
  }

  /** What the type's column says of an object that is there. */
  private static String mark() throws Exception {
    client.post(
        SNARES,
        "{\"apiVersion\":\"example.com/v1\",\"kind\":\"Snare\",\"metadata\":{\"name\":\"a\"},"
            + "\"spec\":{\"where\":\"nowhere\",\"how\":\"\"}}");
    String table = client.table(SNARES + "/a").text();
    for (String mark : List.of("one", "two", "uno")) {
      if (table.contains("\"" + mark + "\"")) {
        return "mark " + mark;
      }
    }
    return table;
  }

  @Test
  void anObjectInstallsAJarAndItsDeletionUninstallsIt() throws Exception {
    make(available.resolve("wished-1.jar"), "com.example.wished", "one");
    wish("\"file\":\"wished-1.jar\"").expect(201);
    await("it serves", () -> client.get(SNARES).status() == 200);
    awaitState("wished", "Active");
    assertEquals("com.example.wished", shown("wished", "spec", "bundle"));
    assertEquals("mark one", mark());

    make(available.resolve("wished-2.jar"), "com.example.wished", "two");
    client.mergePatch(PLUGINS + "/wished", "{\"spec\":{\"file\":\"wished-2.jar\"}}").expect(200);
    await("the other jar answers", () -> mark().equals("mark two"));

    client.delete(PLUGINS + "/wished").expect(200);
    await("it is gone", () -> client.get(SNARES).status() == 404);
    assertTrue(Files.exists(available.resolve("wished-2.jar")));
  }

  private static ApiClient.Reply wish(String spec) throws Exception {
    return client.post(
        PLUGINS,
        "{\"apiVersion\":\"binnacle.io/v1\",\"kind\":\"Plugin\",\"metadata\":{\"name\":\"wished\"},"
            + "\"spec\":{"
            + spec
            + "}}");
  }

  @Test
  void nothingIsInstalledFromElsewhereOrThatIsNotWhatWasWishedFor() throws Exception {
    make(server.folder().resolve("outside.jar"), "com.example.wished", "one");
    wish("\"file\":\"../../outside.jar\"").expect(422);
    Files.createSymbolicLink(available.resolve("link.jar"), server.folder().resolve("outside.jar"));
    wish("\"file\":\"link.jar\"").expect(201);
    await(
        "the link is not followed",
        () -> shown("wished", "status", "reason").equals("there is no file available/link.jar"));
    assertEquals("Waiting", shown("wished", "status", "state"));

    Files.move(server.folder().resolve("outside.jar"), available.resolve("pinned.jar"));
    String pinned = "{\"spec\":{\"file\":\"pinned.jar\",\"sha256\":\"" + "0".repeat(64) + "\"}}";
    client.mergePatch(PLUGINS + "/wished", pinned).expect(200);
    await("it is refused", () -> shown("wished", "status", "reason").startsWith("its sha256 is "));
    assertEquals(404, client.get(SNARES).status());
    String digest = shown("wished", "status", "reason").substring("its sha256 is ".length());
    client
        .mergePatch(PLUGINS + "/wished", "{\"spec\":{\"sha256\":\"" + digest + "\"}}")
        .expect(200);
    awaitState("wished", "Active");
  }

  @Test
  void deletingTheObjectOfADroppedJarPutsTheJarAside() throws Exception {
    make(deploy.resolve("one.jar"), "com.example.one", "one");
    awaitState("one", "Active");
    client.delete(PLUGINS + "/one").expect(200);
    await("it is gone", () -> client.get(SNARES).status() == 404);
    assertTrue(Files.exists(available.resolve("one.jar")));
    await("its object stays away", () -> client.get(PLUGINS + "/one").status() == 404);
  }

  @Test
  void aJarThatEverybodyMayWriteToIsNotLetIn() throws Exception {
    Path open = server.folder().resolve("open.jar");
    make(open, "com.example.one", "one");
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-rw-rw-"));
    Files.move(open, deploy.resolve("one.jar"));
    awaitState("one", "Failed");
    assertTrue(
        shown("one", "status", "reason").endsWith("can be written to by everybody"),
        shown("one", "status", "reason"));
  }

  @Test
  void othersAreDescribedAsBeforeWhenATypeComes() throws Exception {
    String apps = document("apis/apps/v1");
    String all = client.get("/apis").text();
    make(deploy.resolve("one.jar"), "com.example.one", "one");
    await("it serves", () -> client.get(SNARES).status() == 200);
    assertTrue(client.get("/apis").text().contains("example.com"));
    assertTrue(document("apis/example.com/v1").contains("hash="));
    assertEquals(apps, document("apis/apps/v1"));
    Files.delete(deploy.resolve("one.jar"));
    await("it is gone", () -> client.get(SNARES).status() == 404);
    assertEquals(all, client.get("/apis").text());
    assertEquals("", document("apis/example.com/v1"));
  }

  private static String document(String name) throws Exception {
    return client.get("/openapi/v3").field("paths", name, "serverRelativeURL");
  }

  private static void await(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within 30 s: " + what + "\n" + server.log());
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}
