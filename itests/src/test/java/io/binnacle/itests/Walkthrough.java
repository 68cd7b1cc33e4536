package io.binnacle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A document that leads through commands: its {@code console} blocks, in which lines that begin
 * with {@code $} are commands and the others what they print. All are given to one shell whose home
 * folder is that of a server which keeps its data where it does without flags.
 */
record Walkthrough(Path document) {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final int LIMIT_SECONDS = 300;

  /**
   * Runs the commands where the examples are, as in the repository's root; each must succeed and
   * print what is shown.
   */
  void run() throws Exception {
    List<String> commands = new ArrayList<>();
    List<String> shown = new ArrayList<>();
    for (CodeBlock block : CodeBlock.in(document)) {
      if (block.language().equals("console")) {
        for (String line : block.lines()) {
          if (line.startsWith("$ ")) {
            commands.add(line.substring(2));
          } else {
            shown.add(words(line));
          }
        }
      }
    }
    assertTrue(commands.size() > 10, commands.toString());
    Path home = Files.createTempDirectory("binnacle-tour");
    Path data = Files.createDirectories(home.resolve(".local/share")).resolve("binnacle");
    try (TestServer server = TestServer.startIn(home, "--data-dir=" + data)) {
      Outcome outcome =
          Command.run(
              List.of("timeout", "" + LIMIT_SECONDS, "bash", "-c", script(commands)),
              environment(home),
              "",
              LIMIT_SECONDS + 10);
      assertEquals(0, outcome.status(), () -> outcome.out() + outcome.err());
      List<String> printed = outcome.out().lines().map(Walkthrough::words).toList();
      shown.removeAll(printed);
      assertEquals(List.of(), shown, () -> "not printed; but:\n" + outcome.out());
      assertTrue(server.url().startsWith("https://"), server.url());
    }
  }

  /** How wide columns are is not told. */
  private static String words(String line) {
    return line.strip().replaceAll("\\s+", " ");
  }

  private static String script(List<String> commands) {
    StringBuilder script = new StringBuilder("set -e\ncd '" + ExampleProject.ROOT + "'\n");
    for (String command : commands) {
      script.append("echo '+ ").append(command.replace("'", "'\\''")).append("'\n");
      script.append(command).append('\n');
    }
    return script.toString();
  }

  /** A home of its own, but it need not fetch what the build has already. */
  private static Map<String, String> environment(Path home) {
    Path tools = Path.of(Kubectl.program()).toAbsolutePath().getParent();
    return Map.of(
        "HOME",
        home.toString(),
        "MAVEN_OPTS",
        "-Dmaven.repo.local=" + localRepository(),
        "PATH",
        tools + ":" + System.getenv("PATH"));
  }

  private static String localRepository() {
    return System.getProperty(
        "maven.repo.local", Path.of(System.getProperty("user.home"), ".m2/repository").toString());
  }

  /** A fenced block of a Markdown document. */
  record CodeBlock(int line, String language, List<String> lines) {
    static List<CodeBlock> in(Path document) throws IOException {
      List<CodeBlock> blocks = new ArrayList<>();
      CodeBlock open = null;
      int number = 0;
      for (String line : Files.readAllLines(document)) {
        number++;
        if (!line.startsWith("```")) {
          if (open != null) {
            open.lines().add(line);
          }
        } else if (open == null) {
          open = new CodeBlock(number, line.substring(3), new ArrayList<>());
        } else {
          blocks.add(open);
          open = null;
        }
      }
      return blocks;
    }
  }
}
