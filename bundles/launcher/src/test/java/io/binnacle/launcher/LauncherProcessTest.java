package io.binnacle.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.madeup.AwayStorage;
import io.binnacle.madeup.Broken;
import io.binnacle.madeup.Engine;
import io.binnacle.madeup.Listener;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher as a process, with Felix's own bundles and made-up ones in place of the server's.
 */
@Timeout(60)
class LauncherProcessTest {
  private static final String SERVING =
      "><property name=\"binnacle.serving\" value=\"https://127.0.0.1:1\"/"
          + "><property name=\"binnacle.kubeconfig\" value=\"/k\"/";

  private static final String CHECK = "><property name=\"binnacle.healthcheck\" value=\"etcd\"/";
  private static final String NEVER = "><reference name=\"r\" interface=\"java.util.Formatter\"/";

  @TempDir Path temp;
  private Path home;

  private final List<Process> processes = new ArrayList<>();

  private record Outcome(int status, String out, String err) {}

  @BeforeEach
  void makeHome() throws IOException {
    home = temp.resolve("home");
    Files.createDirectories(home.resolve("lib"));
    Files.createDirectories(home.resolve("bundles"));
    Files.writeString(
        home.resolve("lib/start.order"),
        "org.apache.felix.configadmin\norg.apache.felix.scr\nio.binnacle.storage\n*\nio.binnacle.rest\n");
    for (String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path jar = Path.of(part);
      if (part.endsWith(".jar")
          && jar.getFileName().toString().matches("org\\.apache\\.felix\\.(scr|config).*")) {
        Files.copy(jar, home.resolve("bundles").resolve(jar.getFileName()));
      }
    }
  }

  @AfterEach
  void endAll() throws InterruptedException {
    for (Process process : processes) {
      process.destroyForcibly().waitFor();
    }
  }

  private String err(Process process) throws IOException {
    return Files.readString(temp.resolve("err-" + processes.indexOf(process)));
  }

  private void bundle(String name, Class<?> component, String properties) throws IOException {
    MadeUpBundle.write(home.resolve("bundles"), name, component, properties);
  }

  private Process start(String... flags) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Dbinnacle.home=" + home, "-Dbinnacle.start.limit=3", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(Main.class.getName(), "server", "--data-dir=" + temp.resolve("data")));
    command.addAll(List.of(flags));
    Process process =
        new ProcessBuilder(command)
            .redirectError(temp.resolve("err-" + processes.size()).toFile())
            .start();
    processes.add(process);
    return process;
  }

  private Outcome ended(Process process) throws IOException, InterruptedException {
    assertTrue(process.waitFor(30, TimeUnit.SECONDS), "still running");
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.exitValue(), out, err(process));
  }

  private Outcome run(String... flags) throws IOException, InterruptedException {
    return ended(start(flags));
  }

  @Test
  void theReadyLineIsAllThatStdoutHasAndSigtermStopsInOrder() throws Exception {
    bundle("io.binnacle.storage.embedded", Engine.class, "");
    bundle("io.binnacle.rest", Listener.class, SERVING);
    Process process = start("--secure-port=0");
    BufferedReader out = process.inputReader();
    assertEquals("Serving https://127.0.0.1:1, kubeconfig /k", out.readLine());
    process.toHandle().destroy();
    assertEquals(null, out.readLine());
    assertTrue(process.waitFor(30, TimeUnit.SECONDS), "still running");
    String err = err(process);
    assertEquals(0, process.exitValue(), err);
    assertTrue(err.contains("INFO io.binnacle.madeup: configured with 0"), err);
    assertTrue(err.contains("on stdout by mistake"), err);
    assertTrue(err.indexOf("listener stopped") < err.indexOf("engine stopped"), err);
    assertTrue(err.contains("engine stopped"), err);
  }

  @Test
  void aSecondServerOnTheSameFolderEndsWithOneAndLeavesTheFirstAlone() throws Exception {
    bundle("io.binnacle.rest", Listener.class, SERVING);
    Process first = start("--secure-port=0");
    try {
      assertFalse(first.inputReader().readLine().isEmpty());
      Outcome second = run("--secure-port=0");
      assertEquals(1, second.status());
      assertEquals(
          "binnacle: data directory " + temp.resolve("data") + " is in use by another server\n",
          second.err());
      assertTrue(first.isAlive());
    } finally {
      first.toHandle().destroy();
      first.waitFor(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void aTakenPortEndsWithOneAndMakesNoFolder() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Outcome outcome = run("--secure-port=" + taken.getLocalPort());
      assertEquals(1, outcome.status());
      assertEquals(
          "binnacle: cannot listen on 127.0.0.1:"
              + taken.getLocalPort()
              + ": Address already in use\n",
          outcome.err());
      assertFalse(Files.exists(temp.resolve("data")));
    }
  }

  @Test
  void anUnknownFlagEndsWithTwoAndMakesNoFolder() throws Exception {
    Outcome outcome = run("--nosuch");
    assertEquals(new Outcome(2, "", "binnacle: unknown flag: --nosuch\n"), outcome);
    assertFalse(Files.exists(temp.resolve("data")));
  }

  @Test
  void aFolderThatIsAFileEndsWithTwo() throws Exception {
    Files.writeString(temp.resolve("data"), "");
    Outcome outcome = run();
    assertEquals(2, outcome.status());
    assertEquals(1, outcome.err().lines().count(), outcome.err());
  }

  @Test
  void aBundleThatFlagsConfigureEndsTheServerWhenItFails() throws Exception {
    bundle("io.binnacle.storage.embedded", Broken.class, "");
    bundle("io.binnacle.rest", Listener.class, SERVING);
    Outcome outcome = run("--secure-port=0");
    assertEquals(1, outcome.status());
    assertEquals("", outcome.out());
    assertTrue(outcome.err().contains("binnacle: the wheel is off\n"), outcome.err());
    assertEquals(1, outcome.err().lines().filter(l -> l.contains("wheel")).count(), outcome.err());
  }

  @Test
  void anyOtherBrokenBundleIsNamedAndTheServerIsNeverCalledReady() throws Exception {
    bundle("io.binnacle.broken", Broken.class, "");
    bundle("io.binnacle.rest", Listener.class, SERVING);
    Outcome outcome = run("--secure-port=0");
    assertEquals(1, outcome.status());
    assertEquals("", outcome.out());
    assertTrue(
        outcome.err().contains("binnacle: bundle io.binnacle.broken failed: the wheel is off\n"),
        outcome.err());
    assertTrue(
        outcome.err().contains("binnacle: not serving after 3 s: io.binnacle.broken failed\n"),
        outcome.err());
  }

  @Test
  void whatIsWaitedForInVainIsNamed() throws Exception {
    bundle("io.binnacle.rest", Listener.class, SERVING + NEVER);
    Outcome outcome = run("--secure-port=0");
    assertEquals(1, outcome.status());
    assertTrue(
        outcome
            .err()
            .endsWith("binnacle: not serving after 3 s: Listener waits for java.util.Formatter\n"),
        outcome.err());
  }

  @Test
  void anEtcdThatIsAwayIsWaitedForAndNamed() throws Exception {
    bundle("io.binnacle.storage.etcd", AwayStorage.class, CHECK);
    bundle("io.binnacle.rest", Listener.class, SERVING + NEVER);
    Process process = start("--secure-port=0", "--etcd-servers=http://127.0.0.1:1");
    List<String> said = List.of();
    for (int i = 0; i < 200 && said.size() < 2; i++) {
      Thread.sleep(100);
      said = err(process).lines().filter(line -> line.startsWith("binnacle: waiting")).toList();
    }
    assertTrue(process.isAlive(), "ended though its storage is only away");
    for (String line : said) {
      assertTrue(line.matches("binnacle: waiting for etcd since \\d+ s: no member answers"), line);
    }
    assertEquals(2, said.size(), err(process));
    process.toHandle().destroy();
    assertEquals(0, ended(process).status());
  }

  @Test
  void storageInTheDataDirectoryIsNotWaitedFor() throws Exception {
    bundle("io.binnacle.storage.etcd", AwayStorage.class, CHECK);
    bundle("io.binnacle.rest", Listener.class, SERVING + NEVER);
    Outcome outcome = run("--secure-port=0");
    assertEquals(1, outcome.status());
    assertTrue(outcome.err().contains("binnacle: not serving after 3 s: "), outcome.err());
  }

  @Test
  void theFrameworkFolderDoesNotGrowFromRunToRun() throws Exception {
    bundle("io.binnacle.rest", Listener.class, SERVING);
    long first = 0;
    for (int i = 0; i < 2; i++) {
      Process process = start("--secure-port=0");
      assertFalse(process.inputReader().readLine().isEmpty());
      process.toHandle().destroy();
      assertTrue(process.waitFor(30, TimeUnit.SECONDS));
      try (Stream<Path> files = Files.walk(temp.resolve("data/framework"))) {
        long count = files.count();
        first = i == 0 ? count : first;
        assertEquals(first, count);
      }
    }
  }
}
