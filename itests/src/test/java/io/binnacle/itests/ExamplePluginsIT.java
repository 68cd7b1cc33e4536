package io.binnacle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the examples show beyond being served: controllers, roles, actions, admission, codecs. */
class ExamplePluginsIT {
  private static final ExampleProject CRON_TAB = ExampleProject.named("crontab-plugin");
  private static final ExampleProject POLICY = ExampleProject.named("image-policy-plugin");
  private static final String CRON_TABS =
      "/apis/stable.example.com/v1/namespaces/default/crontabs/";

  @TempDir private static Path jars;
  @TempDir private Path folder;
  private TestServer server;
  private Kubectl kubectl;

  @BeforeAll
  static void build() throws Exception {
    Files.copy(CRON_TAB.build(), jars.resolve("crontab.jar"));
    Files.copy(POLICY.build(), jars.resolve("policy.jar"));
  }

  @BeforeEach
  void start() throws Exception {
    server = TestServer.startIn(Files.createTempDirectory("binnacle"));
    kubectl = server.kubectl();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void theControllerMakesWhatIsWishedAndTellsWhatIs() throws Exception {
    drop("crontab.jar", "crontabs");
    kubectl.runWithInput(CRON_TAB.read("crontab.yaml"), "apply", "-f", "-").ok();
    await("the CronJob", () -> field("cronjob", ".spec.schedule").equals("0 3 * * *"));
    await("the status", () -> field("crontab", ".status.cronJob").equals("nightly"));

    ok("scale", "crontab", "nightly", "--replicas=4");
    String parallelism = ".spec.jobTemplate.spec.parallelism";
    await("the change", () -> field("cronjob", parallelism).equals("4"));

    String active = "{\"status\":{\"active\":[{\"kind\":\"Job\",\"name\":\"j\"}]}}";
    ok("patch", "cronjob", "nightly", "--subresource=status", "--type=merge", "-p", active);
    await("the state", () -> field("crontab", ".status.running").equals("1"));
    String forbid = "{\"spec\":{\"concurrency\":\"Forbid\"}}";
    Outcome refused = kubectl.run("patch", "crontab", "nightly", "--type=merge", "-p", forbid);
    assertEquals(
        "The CronTab \"nightly\" is invalid: spec.concurrency: Forbidden: "
            + "may not be changed while a job runs\n",
        refused.err());

    ok("delete", "cronjob", "nightly");
    await("it comes back", () -> field("cronjob", ".spec.schedule").equals("0 3 * * *"));
    ok("delete", "crontab", "nightly");
    await("it goes", () -> ok("get", "cronjobs", "-o", "name").isEmpty());
  }

  @Test
  void theControllerFollowsItsTypeAwayAndBack() throws Exception {
    drop("crontab.jar", "crontabs");
    kubectl.runWithInput(CRON_TAB.read("crontab.yaml"), "apply", "-f", "-").ok();
    await("the CronJob", () -> field("cronjob", ".spec.schedule").equals("0 3 * * *"));
    takeAway("crontab.jar", "crontabs");
    ok("delete", "cronjob", "nightly");
    TimeUnit.SECONDS.sleep(1);
    assertEquals("", ok("get", "cronjobs", "-o", "name"));
    drop("crontab.jar", "crontabs");
    await("it is made again", () -> field("cronjob", ".spec.schedule").equals("0 3 * * *"));
    assertFalse(server.log().contains("left behind"), server.log());
  }

  @Test
  void anActionIsAskedAndAnswered() throws Exception {
    drop("crontab.jar", "crontabs");
    kubectl.runWithInput(CRON_TAB.read("crontab.yaml"), "apply", "-f", "-").ok();
    String run = "{\"apiVersion\":\"stable.example.com/v1\",\"kind\":\"Run\",\"reason\":\"%s\"}";
    Path body = Files.writeString(folder.resolve("run.json"), run.formatted("a test"));
    assertEquals(
        "{\"apiVersion\":\"stable.example.com/v1\",\"kind\":\"RunRequested\","
            + "\"by\":\"kubernetes-admin\",\"reason\":\"a test\"}",
        ok("create", "--raw", CRON_TABS + "nightly/run", "-f", body.toString()).strip());
    assertEquals(
        "a test", field("crontab", ".metadata.annotations.stable\\.example\\.com/run-now"));
    Files.writeString(body, run.formatted(""));
    String wrong = kubectl.run("create", "--raw", CRON_TABS + "nightly/run", "-f", "" + body).err();
    assertTrue(wrong.contains("reason in body should be at least 1 chars long"), wrong);
    Files.writeString(body, run.formatted("why not"));
    String missing = kubectl.run("create", "--raw", CRON_TABS + "other/run", "-f", "" + body).err();
    assertTrue(missing.contains("crontabs.stable.example.com \"other\" not found"), missing);
    String types = ok("get", "--raw", "/apis/stable.example.com/v1");
    assertTrue(types.contains("\"name\":\"crontabs/run\""), types);
  }

  @Test
  void whoMayViewOrEditThingsMayViewOrEditTheseWhileTheyAreThere() throws Exception {
    ok("create", "rolebinding", "ann", "--clusterrole=edit", "--user=ann");
    ok("create", "rolebinding", "bob", "--clusterrole=view", "--user=bob");
    await("view gathers", () -> kubectl.run("get", "pods", "--as=bob").status() == 0);
    drop("crontab.jar", "crontabs");
    await("ann may edit", () -> may("ann", "create", "crontabs.stable.example.com"));
    await("bob may view", () -> may("bob", "list", "crontabs.stable.example.com"));
    assertTrue(may("ann", "create", "crontabs.stable.example.com/run"));
    assertFalse(may("bob", "create", "crontabs.stable.example.com"));
    assertFalse(may("eve", "list", "crontabs.stable.example.com"));
    takeAway("crontab.jar", "crontabs");
    await("the roles go", () -> bundledRoles().isEmpty());
    await("their rules go", () -> !may("bob", "list", "crontabs.stable.example.com"));
  }

  @Test
  void rolesStayWhenTheServerStops() throws Exception {
    drop("crontab.jar", "crontabs");
    await("the roles come", () -> bundledRoles().lines().count() == 2);
    String before =
        ok("get", "clusterroles", "-l", "plugins.binnacle.io/bundled-role", "-o", "yaml");
    server.stop();
    server = TestServer.startIn(server.folder());
    kubectl = server.kubectl();
    assertEquals(
        before, ok("get", "clusterroles", "-l", "plugins.binnacle.io/bundled-role", "-o", "yaml"));
  }

  @Test
  void podsAreChangedAndRefusedWhilePoliciesAreThere() throws Exception {
    ok("run", "before", "--image=web:1");
    drop("policy.jar", "imagepolicies");
    ok("run", "without", "--image=web:1");
    kubectl.runWithInput(POLICY.read("policy.yaml"), "apply", "-f", "-").ok();
    ok("run", "with", "--image=web:1");
    assertEquals("images.example.com/web:1", image("with"));
    assertEquals("web:1", image("without"));
    assertEquals(
        "Error from server (Forbidden): pods \"bad\" is forbidden: image \"bad.example.com/x\" is"
            + " not from one of images.example.com, mirror.example.com\n",
        kubectl.run("run", "bad", "--image=bad.example.com/x").err());
    takeAway("policy.jar", "imagepolicies");
    ok("run", "after", "--image=bad.example.com/x");
    assertEquals("bad.example.com/x", image("after"));
  }

  @Test
  void whatIsStoredInOwnBytesIsReadAfterARestart() throws Exception {
    drop("policy.jar", "imagepolicies");
    kubectl.runWithInput(POLICY.read("policy.yaml"), "apply", "-f", "-").ok();
    String before = ok("get", "imagepolicy", "ours", "-o", "yaml");
    server.stop();
    assertTrue(storedBytes().contains("imagepolicy1\0"), "not in its own bytes");
    assertFalse(storedBytes().contains("mirror.example.com"), "in the server's bytes as well");
    server = TestServer.startIn(server.folder());
    kubectl = server.kubectl();
    await("it is served", () -> kubectl.run("get", "imagepolicies").status() == 0);
    assertEquals(before, ok("get", "imagepolicy", "ours", "-o", "yaml"));
  }

  private String storedBytes() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(server.folder().resolve("data/storage"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }

  private Path deployed(String jar) {
    return server.folder().resolve("data/deploy").resolve(jar);
  }

  private void drop(String jar, String type) throws Exception {
    Files.copy(jars.resolve(jar), deployed(jar), StandardCopyOption.REPLACE_EXISTING);
    await(type + " are served", () -> kubectl.run("get", type).status() == 0);
  }

  private void takeAway(String jar, String type) throws Exception {
    Files.delete(deployed(jar));
    await(type + " are gone", () -> kubectl.run("get", type).status() != 0);
  }

  private String bundledRoles() throws Exception {
    return ok("get", "clusterroles", "-l", "plugins.binnacle.io/bundled-role", "-o", "name");
  }

  private boolean may(String user, String verb, String resource) throws Exception {
    return kubectl.run("auth", "can-i", verb, resource, "--as=" + user).status() == 0;
  }

  private String image(String pod) throws Exception {
    return ok("get", "pod", pod, "-o", "jsonpath={.spec.containers[0].image}");
  }

  /** A field of the object that is called nightly, "" while it is not there. */
  private String field(String type, String path) throws Exception {
    return kubectl.run("get", type, "nightly", "-o", "jsonpath={" + path + "}").out();
  }

  private String ok(String... words) throws Exception {
    return kubectl.run(words).ok().out();
  }

  private static void await(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.call()) {
      assertTrue(System.nanoTime() < end, () -> "not within 30 s: " + what);
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }
}
