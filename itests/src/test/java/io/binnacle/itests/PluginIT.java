package io.binnacle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example plugin comes to a running server, goes, comes back and is replaced by a newer one.
 */
class PluginIT {
  private static final ExampleProject PROJECT = ExampleProject.named("crontab-plugin");
  private static final String PATHS = "/apis/stable.example.com/v1/namespaces/default/crontabs";
  private static final String ALPHA = "crontabs.v1alpha1.stable.example.com";
  private static final long BROKEN_SEED = 5;

  private static TestServer server;
  private static Kubectl kubectl;
  private static Path plugin;
  private static Path deployed;
  @TempDir private Path folder;

  @BeforeAll
  static void buildAndStart() throws Exception {
    plugin = PROJECT.build();
    server = TestServer.start();
    kubectl = server.kubectl();
    deployed = server.folder().resolve("data/deploy/crontab.jar");
  }

  @AfterAll
  static void stop() throws Exception {
    long pid = server.pid();
    server.close();
    assertFalse(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false), "still runs");
  }

  @BeforeEach
  void dropIn() throws Exception {
    Files.copy(plugin, deployed, StandardCopyOption.REPLACE_EXISTING);
    await("the type is served", PluginIT::isServed);
  }

  @AfterEach
  void takeAway() throws Exception {
    Files.deleteIfExists(deployed);
    await("the type is gone", () -> !isServed());
  }

  @Test
  void theTypeIsDiscoveredAndExplainedWhileItsJarIsThere() throws Exception {
    String row = "(?s).*crontabs +ct +stable.example.com/v1 +true +CronTab\n.*";
    String types = ok("api-resources");
    assertTrue(types.matches(row), types);
    String explained = ok("explain", "crontab.spec");
    assertTrue(
        explained.matches("(?s).*VERSION: +v1\n.*schedule\\s+<string> -required-.*"), explained);
    assertTrue(explained.contains("Minute, hour, day of month, month, day of week."), explained);
    String alpha = ok("explain", "crontab.spec", "--api-version=stable.example.com/v1alpha1");
    assertTrue(alpha.contains("dayOfWeek\t<string>"), alpha);

    takeAway();
    types = ok("api-resources");
    assertFalse(types.contains("crontabs"), types);
    assertTrue(kubectl.run("explain", "crontab.spec").status() != 0);
  }

  @Test
  void itsObjectsAreAppliedDefaultedAndReadInBothVersions() throws Exception {
    assertEquals("crontab.stable.example.com/both created\n", apply("both", "0 3 * * *", ""));
    assertEquals("crontab.stable.example.com/both unchanged\n", apply("both", "0 3 * * *", ""));
    String table = ok("get", "ct", "both");
    assertTrue(
        table.matches("NAME +SCHEDULE +REPLICAS +AGE\nboth +0 3 \\* \\* \\* +1 .*\n"), table);
    assertEquals("1 Allow", fields("crontab", "both", ".spec.replicas", ".spec.concurrency"));
    assertEquals("0 3 *", fields(ALPHA, "both", ".spec.minute", ".spec.hour", ".spec.month"));

    assertEquals("crontab.stable.example.com/busy created\n", apply("busy", "* 3 * * *", ""));
    assertEquals("Forbid", fields("crontab", "busy", ".spec.concurrency"));
    ok("patch", ALPHA, "busy", "--type=merge", "-p", "{\"spec\":{\"hour\":\"4\"}}");
    assertEquals("* 4 * * *", fields("crontab", "busy", ".spec.schedule"));
  }

  @Test
  void aBadObjectIsRefusedInTheTypesOwnWords() throws Exception {
    assertEquals(
        "The CronTab \"bad\" is invalid: spec.schedule: Invalid value: \"whenever\": "
            + "must be five fields such as '*/5 0 1-7 * *'\n",
        applying("bad", "whenever", "").err());
    String many = applying("bad", "0 3 * * *", "  replicas: 101\n").err();
    assertTrue(many.contains("spec.replicas: Invalid value: 101"), many);
    assertTrue(many.contains("should be less than or equal to 100"), many);
    assertEquals("", ok("get", "crontabs", "bad", "--ignore-not-found"));
  }

  @Test
  void takenAwayItsWatchesEndAndOthersGoOnAndPutBackItsDataIsThere() throws Exception {
    apply("kept", "0 3 * * *", "");
    try (Watch own = watch("crontabs");
        Watch other = watch("configmaps")) {
      own.awaitLine("ADDED +kept +0 3 \\* \\* \\* +1 ");
      other.awaitLine("ADDED +kube-root-ca.crt ");
      ok("patch", "crontab", "kept", "--type=merge", "-p", "{\"spec\":{\"replicas\":7}}");
      own.awaitLine("MODIFIED +kept +0 3 \\* \\* \\* +7 ");

      takeAway();
      Outcome gone = kubectl.run("get", "--raw", PATHS);
      assertTrue(gone.err().contains("(NotFound)"), gone.err());
      assertTrue(kubectl.run("get", "--raw", "/apis/stable.example.com/v1").status() != 0);
      assertTrue(own.process().waitFor(10, TimeUnit.SECONDS), "its watch goes on");
      assertFalse(own.seen().contains("DELETED"), own.seen());
      ok("create", "configmap", "while-it-is-away");
      other.awaitLine("ADDED +while-it-is-away ");

      dropIn();
      assertEquals("7", fields("crontab", "kept", ".spec.replicas"));
      ok("create", "configmap", "when-it-is-back");
      other.awaitLine("ADDED +when-it-is-back ");
      assertTrue(other.process().isAlive(), other.seen());
    }
  }

  @Test
  void aNewerVersionReplacesTheOldAndHasItsData() throws Exception {
    String oldWords = "The image that is run.";
    String newWords = "The image of each job.";
    apply("older", "0 3 * * *", "");
    String explained = ok("explain", "crontab.spec.image");
    assertTrue(explained.contains(oldWords), explained);
    try (Watch other = watch("configmaps")) {
      other.awaitLine("ADDED +kube-root-ca.crt ");
      Path newer = folder.resolve("newer.jar");
      PluginJar.upgraded(plugin, newer, "1.1.0", Map.of(oldWords, newWords));
      Files.copy(newer, deployed, StandardCopyOption.REPLACE_EXISTING);
      await(
          "the newer version answers",
          () -> kubectl.run("explain", "crontab.spec.image").out().contains(newWords));
      assertEquals("0 3 * * *", fields("crontab", "older", ".spec.schedule"));
      assertEquals("crontab.stable.example.com/older unchanged\n", apply("older", "0 3 * * *", ""));
      assertEquals("crontab.stable.example.com/newer created\n", apply("newer", "1 3 * * *", ""));
      ok("create", "configmap", "after-the-upgrade");
      other.awaitLine("ADDED +after-the-upgrade ");
    }
  }

  @Test
  void aJarThatIsBrokenOrCannotResolveIsRefusedAndHarmsNothing() throws Exception {
    Path broken = deployed.resolveSibling("broken.jar");
    Path unresolvable = deployed.resolveSibling("unresolvable.jar");
    byte[] noise = new byte[5000];
    new Random(BROKEN_SEED).nextBytes(noise);
    try (Watch other = watch("configmaps")) {
      other.awaitLine("ADDED +kube-root-ca.crt ");
      Files.write(broken, noise);
      PluginJar.importing("com.example.unresolvable", "com.example.absent", unresolvable);
      await("the broken one is named", () -> logLines("broken.jar is refused: ") == 1);
      await("the other's import is named", () -> logLines("com.example.absent") > 0);
      assertEquals("ok", ok("get", "--raw", "/readyz"));
      long named = logLines("com.example.absent");
      apply("unharmed", "0 3 * * *", "");
      assertEquals("1", fields("crontab", "unharmed", ".spec.replicas"));
      ok("create", "configmap", "beside-broken-jars");
      other.awaitLine("ADDED +beside-broken-jars ");
      assertEquals(named, logLines("com.example.absent"), "named at every look");
      assertEquals(1, logLines("broken.jar"), server.log());
    } finally {
      Files.deleteIfExists(broken);
      Files.deleteIfExists(unresolvable);
    }
  }

  private static boolean isServed() throws Exception {
    return kubectl.run("get", "--raw", PATHS).status() == 0;
  }

  private static String ok(String... words) throws Exception {
    return kubectl.run(words).ok().out();
  }

  private static String apply(String name, String schedule, String more) throws Exception {
    return applying(name, schedule, more).ok().out();
  }

  private static Outcome applying(String name, String schedule, String more) throws Exception {
    String object = PROJECT.read("crontab.yaml");
    String changed = object.replace("nightly", name).replace("0 3 * * *", schedule) + more;
    return kubectl.runWithInput(changed, "apply", "-f", "-");
  }

  private static String fields(String type, String name, String... paths) throws Exception {
    return ok("get", type, name, "-o", "jsonpath={" + String.join("} {", paths) + "}");
  }

  private static long logLines(String part) throws IOException {
    return server.log().lines().filter(line -> line.contains(part)).count();
  }

  private Watch watch(String type) throws IOException {
    Path output = folder.resolve(type + ".txt");
    return new Watch(
        kubectl.start(output, "get", type, "--watch", "--output-watch-events"), output);
  }

  private static void await(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.call()) {
      assertTrue(System.nanoTime() < end, () -> "not within 10 s: " + what);
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  /** A kubectl that watches, until it is closed or the server ends the watch. */
  private record Watch(Process process, Path output) implements AutoCloseable {
    String seen() throws IOException {
      return Files.readString(output);
    }

    void awaitLine(String start) throws Exception {
      await(start + "is seen", () -> seen().matches("(?s).*\n" + start + ".*"));
    }

    @Override
    public void close() {
      process.destroyForcibly().onExit().join();
    }
  }
}
