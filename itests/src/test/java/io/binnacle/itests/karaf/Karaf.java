package io.binnacle.itests.karaf;

import io.binnacle.itests.Outcome;
import io.binnacle.itests.etcd.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;

/**
 * A stock Karaf with a folder of its own for settings and data, that gets artifacts from the local
 * Maven repository only and listens on free ports of the loopback address. One thread starts, uses
 * and stops it.
 */
final class Karaf implements AutoCloseable {
  private static final long LIMIT_SECONDS = 300;
  private static final int TROUBLES = 40;
  private static final int TROUBLE_LENGTH = 400;
  private static final String ADDRESS = "127.0.0.1";

  private final Path home;
  private final Path base;
  private final Process[] process = new Process[1];

  private Karaf(Path home, Path base) {
    this.home = home;
    this.base = base;
  }

  /**
   * Makes the folder.
   *
   * @param home where Karaf was unpacked; it is not written to
   * @param base the new folder
   * @param repository the local Maven repository
   */
  static Karaf create(Path home, Path base, Path repository) throws IOException {
    Karaf karaf = new Karaf(home, base);
    Path etc = Files.createDirectories(karaf.etc());
    Files.createDirectories(base.resolve("data"));
    Files.createDirectories(karaf.deploy());
    try (Stream<Path> files = Files.walk(home.resolve("etc"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = etc.resolve(home.resolve("etc").relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    karaf.set("org.apache.karaf.shell", "sshHost", ADDRESS);
    karaf.set("org.apache.karaf.shell", "sshPort", String.valueOf(FreePort.find()));
    karaf.set("org.apache.karaf.management", "rmiRegistryPort", String.valueOf(FreePort.find()));
    karaf.set("org.apache.karaf.management", "rmiServerPort", String.valueOf(FreePort.find()));
    Files.writeString(
        etc.resolve("users.properties"),
        "karaf = karaf,_g_:admingroup\n"
            + "_g_\\:admingroup = group,admin,manager,viewer,systembundles,ssh\n");
    Files.writeString(
        etc.resolve("org.ops4j.pax.url.mvn.cfg"),
        "org.ops4j.pax.url.mvn.offline=true\n"
            + "org.ops4j.pax.url.mvn.useFallbackRepositories=false\n"
            + "org.ops4j.pax.url.mvn.localRepository="
            + repository
            + "\norg.ops4j.pax.url.mvn.repositories=\n"
            + "org.ops4j.pax.url.mvn.defaultRepositories="
            + repository.toUri()
            + "@id=local@snapshots,"
            + home.resolve("system").toUri()
            + "@id=system.repository@snapshots\n");
    return karaf;
  }

  Path etc() {
    return base.resolve("etc");
  }

  Path deploy() {
    return base.resolve("deploy");
  }

  /** Where plug-ins are vetted, unlike in {@link #deploy}. */
  Path plugins() {
    return base.resolve("plugins");
  }

  Path data() {
    return base.resolve("data");
  }

  /** Karaf's log, "" before there is one. */
  String log() throws IOException {
    Path log = data().resolve("log/karaf.log");
    return Files.exists(log) ? Files.readString(log) : "";
  }

  /** What may tell why something has not come about: for messages of failures. */
  String troubles() {
    StringBuilder text = new StringBuilder();
    try {
      List<String> lines = log().lines().filter(Karaf::isTrouble).toList();
      lines.stream()
          .skip(Math.max(0, lines.size() - TROUBLES))
          .map(line -> line.substring(0, Math.min(line.length(), TROUBLE_LENGTH)))
          .forEach(line -> text.append(line).append('\n'));
      if (process[0] != null && process[0].isAlive()) {
        text.append(shell("binnacle:status", "bundle:list -t 60"));
      }
    } catch (IOException | AssertionError e) {
      text.append(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return text.toString();
  }

  private static boolean isTrouble(String line) {
    return line.contains(" | WARN ")
        || line.contains(" | ERROR ")
        || line.startsWith("Caused by: ");
  }

  /** Changes a setting, or adds it, as somebody with an editor does. */
  void set(String pid, String name, String value) throws IOException {
    Path file = etc().resolve(pid + ".cfg");
    List<String> lines = new ArrayList<>();
    if (Files.exists(file)) {
      lines.addAll(Files.readAllLines(file));
      lines.removeIf(line -> line.matches("#? *" + name + " *=.*"));
    }
    lines.add(name + " = " + value);
    Files.write(file, lines);
  }

  void start() throws IOException {
    process[0] =
        builder("karaf", "daemon")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(base.resolve("out").toFile()))
            .start();
  }

  /** Runs commands, a line each, in its shell; waits until the shell answers. */
  String shell(String... commands) throws IOException, InterruptedException {
    String[] words = {"-r", "250", "-d", "1", "-b", "-u", "karaf", "-p", "karaf"};
    Outcome outcome = run(String.join("\n", commands) + "\n", "client", words);
    String text = outcome.ok().out().replaceAll("\u001b\\[[0-9;?]*[a-zA-Z]", "");
    return text.replaceAll("(?m)^retrying .*\n", "");
  }

  /** Asks it to stop and waits until the process has ended. */
  int stop() throws IOException, InterruptedException {
    run("", "stop").ok();
    Assertions.assertTrue(process[0].waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), "still runs");
    return process[0].exitValue();
  }

  @Override
  public void close() {
    if (process[0] != null) {
      process[0].destroyForcibly().onExit().join();
    }
  }

  private Outcome run(String input, String script, String... words)
      throws IOException, InterruptedException {
    Path in = Files.writeString(Files.createTempFile(base, "shell", ".in"), input);
    Path out = Files.createTempFile(base, "shell", ".out");
    try {
      Process run =
          builder(script, words)
              .redirectErrorStream(true)
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .start();
      if (!run.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        run.destroyForcibly().waitFor();
        throw new AssertionError(script + " did not end: " + Files.readString(out));
      }
      return new Outcome(run.exitValue(), Files.readString(out), "");
    } finally {
      Files.delete(in);
      Files.delete(out);
    }
  }

  private ProcessBuilder builder(String script, String... words) {
    List<String> command = new ArrayList<>(List.of(home.resolve("bin/" + script).toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("KARAF_") || name.endsWith("JAVA_OPTS"));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("KARAF_BASE", base.toString());
    environment.put("KARAF_DATA", data().toString());
    environment.put("KARAF_ETC", etc().toString());
    return builder;
  }
}
