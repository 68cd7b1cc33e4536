package io.binnacle.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The real kubectl with one kubeconfig and a home folder of its own, so that nothing is cached
 * between servers. It is the one of the folder {@code binnacle.tools}, else the PATH's.
 *
 * @param kubeconfig the file to use
 * @param home the folder for its caches
 * @param environment the variables it runs with
 */
public record Kubectl(Path kubeconfig, Path home, Map<String, String> environment) {
  public Kubectl(Path kubeconfig, Path home) {
    this(kubeconfig, home, Map.of("KUBECONFIG", kubeconfig.toString(), "HOME", home.toString()));
  }

  /** The same with more environment variables. */
  public Kubectl with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(more);
    return new Kubectl(kubeconfig, home, all);
  }

  /** Starts it with its output going to a file; whoever starts it ends it. */
  public Process start(Path output, String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of(program()));
    command.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** Runs it with the words given, a minute at most. */
  public Outcome run(String... words) throws IOException, InterruptedException {
    return runWithInput("", words);
  }

  /** Runs it with {@code input} on stdin, as {@code apply -f -} reads it. */
  public Outcome runWithInput(String input, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program()));
    command.addAll(List.of(words));
    return Command.run(command, environment, input);
  }

  static String program() {
    Path tool = Path.of(System.getProperty("binnacle.tools", "."), "kubectl").toAbsolutePath();
    return Files.isExecutable(tool) ? tool.normalize().toString() : "kubectl";
  }
}
