package io.binnacle.itests.karaf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.itests.ApiClient;
import io.binnacle.itests.ExampleProject;
import io.binnacle.itests.Kubeconfig;
import io.binnacle.itests.Kubectl;
import io.binnacle.itests.Outcome;
import io.binnacle.itests.plugin.SourceJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The features in a stock Karaf of the local Maven repository, driven from outside: by Karaf's
 * shell, by its folders, and by clients of the server. It needs no network.
 */
@DisabledForJreRange(
    min = JRE.JAVA_24,
    disabledReason = "Karaf 4.4 needs Subject.getSubject, which Java 24 has no more (JEP 486)")
class KarafIT {
  private static final ExampleProject EXAMPLE = ExampleProject.named("crontab-plugin");
  private static final String FEATURES = "mvn:io.binnacle/features/0.1.0-SNAPSHOT/xml/features";
  private static final String CRONTABS = "/apis/stable.example.com/v1/namespaces/default/crontabs";

  private static final String SNARES = "/apis/example.com/v1/namespaces/default/snares";
  private static final String SNARE =
      """
      {"apiVersion":"example.com/v1","kind":"Snare","metadata":{"name":"%s"},\
      "spec":{"where":"validation","how":"%s"}}""";

  /** Not a temporary one: Karaf's log stays for whoever looks for the reason of a failure. */
  private static final Path FOLDER = Path.of("target/karaf").toAbsolutePath();

  private static Karaf karaf;
  private static Path example;
  private static String url = "";
  private static Kubectl kubectl;
  private static ApiClient api;

  @BeforeAll
  static void install() throws Exception {
    example = EXAMPLE.build();
    if (Files.exists(FOLDER)) {
      try (Stream<Path> old = Files.walk(FOLDER)) {
        for (Path file : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    karaf =
        Karaf.create(
            property("karaf.home"),
            Files.createDirectories(FOLDER.resolve("base")),
            property("karaf.repository"));
    karaf.set("io.binnacle.rest", "securePort", "0");
    karaf.set("io.binnacle.resources.core", "securePort", "0");
    karaf.start();
    karaf.shell("feature:repo-add " + FEATURES, "feature:install binnacle");
    connect();
    keepPort();
  }

  /** The port that it found stays the same from now on, whatever is restarted. */
  private static void keepPort() throws Exception {
    ReadinessLog readiness = ReadinessLog.of(api);
    try {
      await("it is seen to be ready", () -> readiness.states().contains("ok"));
      karaf.set("io.binnacle.rest", "securePort", url.substring(url.lastIndexOf(':') + 1));
      await("ready again", readiness::hasComeBack);
    } finally {
      readiness.stop();
    }
  }

  @AfterAll
  static void stop() throws Exception {
    try (Karaf closed = karaf) {
      assertEquals(0, closed.stop());
      // The framework's own lines are of services that were asked for while their bundles went.
      List<String> errors =
          closed
              .log()
              .lines()
              .filter(line -> line.matches(".* ERROR .* io\\.binnacle\\..*"))
              .filter(line -> !line.endsWith("FrameworkEvent ERROR"))
              .filter(line -> !line.contains("plugin com.example.trap failed"))
              .toList();
      assertEquals(List.of(), errors);
    }
  }

  @Test
  void kubectlWorksAndTheDefaultSettingsAreThereToBeEdited() throws Exception {
    kubectl.run("create", "deployment", "web", "--image=web").ok();
    assertEquals("web", ok("get", "deployment", "web", "-o", "jsonpath={.metadata.name}"));
    Path output = FOLDER.resolve("watch.txt");
    Process watch = kubectl.start(output, "get", "configmaps", "--watch", "--output-watch-events");
    try {
      await("the watch begins", () -> Files.readString(output).contains("kube-root-ca.crt"));
      kubectl.run("create", "configmap", "watched").ok();
      await("it is seen", () -> Files.readString(output).matches("(?s).*ADDED +watched .*"));
    } finally {
      watch.destroyForcibly().onExit().join();
    }
    String settings = Files.readString(karaf.etc().resolve("io.binnacle.auth.cfg"));
    assertTrue(settings.contains("dataDir = ${karaf.data}/binnacle\n"), settings);
    assertTrue(settings.contains("#clientCaFile ="), settings);
    assertTrue(Files.isDirectory(karaf.data().resolve("binnacle/storage")));
  }

  @Test
  void theShellTellsWhatIsServed() throws Exception {
    String types = karaf.shell("binnacle:types --no-format apps");
    assertTrue(
        types.matches(
            "(?s).*deployments\\s+apps\\s+v1\\s+Deployment\\s+true\\s+Served\\s+"
                + "io.binnacle.resources.apps .*"),
        types);
    assertFalse(types.contains("configmaps"), types);
    String status = karaf.shell("binnacle:status");
    assertTrue(status.matches("(?s).*Ready +\\| yes\n.*"), status);
    assertTrue(status.contains(url), status);
    assertTrue(status.contains("io.binnacle.storage.embedded "), status);
    String bundles = karaf.shell("bundle:list -t 0 --no-format -s");
    List<String> inactive =
        bundles
            .lines()
            .filter(line -> line.contains("io.binnacle.") && !line.contains("Active"))
            .toList();
    assertEquals(List.of(), inactive, bundles);
  }

  @Test
  void aPluginInTheDeployFolderIsServedForAsLongAsItIsThere() throws Exception {
    Path jar = karaf.deploy().resolve("crontab.jar");
    Files.copy(example, jar, StandardCopyOption.REPLACE_EXISTING);
    await("the type is served", () -> api.get(CRONTABS).status() == 200);
    kubectl.run("apply", "-f", EXAMPLE.folder().resolve("crontab.yaml").toString()).ok();
    assertEquals("1", ok("get", "crontab", "nightly", "-o", "jsonpath={.spec.replicas}"));
    String plugins = karaf.shell("binnacle:plugins --no-format");
    assertTrue(
        plugins.matches(
            "(?s).*com.example.crontab\\s+1.0.0\\s+Active\\s+crontabs.stable.example.com.*"),
        plugins);

    Files.delete(jar);
    await("the type is gone", () -> api.get(CRONTABS).status() == 404);
    Files.copy(example, jar);
    await("the type is back", () -> api.get(CRONTABS).status() == 200);
    assertEquals("nightly", ok("get", "crontabs", "-o", "jsonpath={.items[*].metadata.name}"));
    Files.delete(jar);
    await("the type is gone", () -> api.get(CRONTABS).status() == 404);
    assertTrue(karaf.shell("binnacle:plugins").contains("no plug-ins"));
  }

  @Test
  void aPluginInTheFolderOfPluginsIsVettedAndShownAndGoesWithItsFile() throws Exception {
    Path jar = karaf.plugins().resolve("crontab.jar");
    Files.copy(example, jar);
    await("the type is served", () -> api.get(CRONTABS).status() == 200);
    await("its object is there", () -> pluginState("crontab").equals("Active"));
    assertEquals(
        "com.example.crontab",
        ok("get", "plugins.binnacle.io/crontab", "-o", "jsonpath={.spec.bundle}"));
    Files.writeString(karaf.plugins().resolve("nothing.jar"), "not a jar");
    await("it is refused", () -> pluginState("nothing").equals("Failed"));
    Files.delete(karaf.plugins().resolve("nothing.jar"));
    Files.delete(jar);
    await("the type is gone", () -> api.get(CRONTABS).status() == 404);
    await("its object is gone", () -> pluginState("crontab").isEmpty());
  }

  @Test
  void aPluginThatThrowsOrEndsTheProcessFailsItsOwnRequestsOnly() throws Exception {
    Path jar = karaf.plugins().resolve("trap.jar");
    String[] texts = {"@PLURAL@", "snares", "@TEXT@", "mark", "@START@", "", "@ADMISSION@", ""};
    SourceJar.make(jar, "com.example.trap", "1.0.0", "Trap", texts);
    try {
      await("the type is served", () -> api.get(SNARES).status() == 200);
      for (String how : List.of("exception", "exit")) {
        ApiClient.Reply reply = api.post(SNARES, SNARE.formatted(how, how));
        assertEquals(500, reply.status(), reply.text());
        assertTrue(reply.text().contains("plugin \\\"com.example.trap\\\""), reply.text());
      }
      assertEquals(201, api.post(SNARES, SNARE.formatted("harmless", "nothing")).status());
    } finally {
      Files.delete(jar);
    }
    await("the type is gone", () -> api.get(SNARES).status() == 404);
  }

  private static String pluginState(String name) throws Exception {
    ApiClient.Reply reply = api.get("/apis/binnacle.io/v1/plugins/" + name);
    return reply.status() == 200 ? reply.field("status", "state") : "";
  }

  @ParameterizedTest
  @ValueSource(strings = {"rest", "cacher", "storage.embedded", "registry", "auth", "admission"})
  void aRestartedBundleComesBackAndNothingIsLost(String room) throws Exception {
    Follower follower = Follower.of(api);
    Set<String> acknowledged;
    try {
      acknowledged = writtenWhile(room);
      await("all is seen", () -> follower.seen().containsAll(acknowledged));
      assertEquals(Set.of(), follower.twice());
    } finally {
      follower.stop();
    }
    Set<String> lost = new TreeSet<>(acknowledged);
    lost.removeAll(names());
    assertEquals(Set.of(), lost);
  }

  /** Restarts a bundle while somebody writes; what was acknowledged before, meanwhile and after. */
  private static Set<String> writtenWhile(String room) throws Exception {
    SteadyWriter writer = SteadyWriter.of(api, room + "-");
    ReadinessLog readiness = ReadinessLog.of(api);
    try {
      await("writing", () -> writer.acknowledged().size() > 5);
      karaf.shell("bundle:restart io.binnacle." + room);
      await("ready again", readiness::hasComeBack);
      int before = writer.acknowledged().size();
      await("writing again", () -> writer.acknowledged().size() > before + 5);
    } finally {
      writer.stop();
      readiness.stop();
    }
    return writer.acknowledged();
  }

  @Test
  void aChangedSettingIsTakenUp() throws Exception {
    Path tokens = FOLDER.resolve("tokens.csv");
    Files.writeString(tokens, "letmein,somebody,1,\"visitors\"\n");
    karaf.set("io.binnacle.auth", "tokenAuthFile", tokens.toString());
    karaf.set("io.binnacle.auth", "authorizationMode", "RBAC, AlwaysAllow");
    await("the token is good", () -> visitor().status() == 0);
    karaf.set("io.binnacle.auth", "authorizationMode", "RBAC");
    String refused = "User \"somebody\" cannot list resource";
    await("the mode is back", () -> visitor().err().contains(refused));
    await("ready", KarafIT::isReady);
  }

  @Test
  void withKarafItStopsAndStarts() throws Exception {
    kubectl.run("create", "configmap", "kept").ok();
    Path jar = Files.copy(example, karaf.plugins().resolve("kept.jar"));
    try {
      await("the plugin runs", () -> pluginState("kept").equals("Active"));
      assertEquals(0, karaf.stop());
      karaf.start();
      karaf.shell("bundle:list");
      connect();
      assertEquals("kept", ok("get", "configmap", "kept", "-o", "jsonpath={.metadata.name}"));
      await("the plugin runs again", () -> api.get(CRONTABS).status() == 200);
      String plugins = karaf.shell("binnacle:plugins --no-format");
      assertEquals(2, plugins.split("com\\.example\\.crontab", -1).length, plugins);
    } finally {
      Files.delete(jar);
    }
    await("the plugin is gone", () -> pluginState("kept").isEmpty());
  }

  private static Outcome visitor() throws Exception {
    return kubectl.run(
        "get",
        "configmaps",
        "--token=letmein",
        "--server=" + url,
        "--insecure-skip-tls-verify",
        "--kubeconfig=/dev/null");
  }

  private static void connect() throws Exception {
    Path kubeconfig = karaf.data().resolve("binnacle/admin.kubeconfig");
    await("the kubeconfig is written", () -> Files.exists(kubeconfig));
    Kubeconfig read = Kubeconfig.read(kubeconfig);
    url = read.text().replaceAll("(?s).*server: *\"?(https:[^\"\\s]+).*", "$1");
    api = new ApiClient(read.tls(), url);
    kubectl = new Kubectl(kubeconfig, Files.createDirectories(FOLDER.resolve("home")));
    await("ready", KarafIT::isReady);
  }

  private static boolean isReady() throws InterruptedException {
    try {
      return api.get("/readyz").status() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static Set<String> names() throws Exception {
    return api.get("/api/v1/namespaces/default/configmaps").expect(200).items().stream()
        .map(item -> ApiClient.Reply.field(item, "metadata", "name"))
        .collect(Collectors.toSet());
  }

  private static Path property(String name) {
    return Path.of(Objects.requireNonNull(System.getProperty(name), name))
        .toAbsolutePath()
        .normalize();
  }

  private static String ok(String... words) throws Exception {
    return kubectl.run(words).ok().out();
  }

  private static void await(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (!condition.call()) {
      assertTrue(
          System.nanoTime() < end,
          () -> "not within two minutes: " + what + "\n" + karaf.troubles());
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }
}
