package io.binnacle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Runs the README's tour word for word: a home folder of its own with a server that keeps its data
 * where it does without flags, and every line that begins with {@code $} given to one shell.
 */
class TourIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @Test
  void everyCommandOfTheTourWorks() throws Exception {
    List<String> commands = tour();
    assertTrue(commands.size() > 10, commands.toString());
    Path home = Files.createTempDirectory("binnacle-tour");
    Path data = home.resolve(".local/share");
    Files.createDirectories(data);
    try (TestServer server = TestServer.startIn(home, "--data-dir=" + data.resolve("binnacle"))) {
      StringBuilder script = new StringBuilder("set -e\ncd '" + ROOT + "'\n");
      commands.forEach(
          command ->
              script
                  .append("echo '+ ")
                  .append(command.replace("'", "'\\''"))
                  .append("'\n")
                  .append(command)
                  .append('\n'));
      Outcome outcome =
          Command.run(
              List.of("timeout", "300", "bash", "-c", script.toString()),
              Map.of(
                  "HOME",
                  home.toString(),
                  "MAVEN_OPTS",
                  "-Dmaven.repo.local=" + localRepository(),
                  "PATH",
                  Path.of(Kubectl.program()).toAbsolutePath().getParent()
                      + ":"
                      + System.getenv("PATH")),
              "");
      assertEquals(0, outcome.status(), () -> outcome.out() + outcome.err());
      assertTrue(server.url().startsWith("https://"), server.url());
    }
  }

  /** The tour has a home of its own, but need not fetch what the build has already. */
  private static String localRepository() {
    return System.getProperty(
        "maven.repo.local", Path.of(System.getProperty("user.home"), ".m2/repository").toString());
  }

  private static List<String> tour() throws IOException {
    List<String> commands = new ArrayList<>();
    for (String line : Files.readAllLines(ROOT.resolve("README.md"))) {
      if (line.startsWith("$ ")) {
        commands.add(line.substring(2));
      }
    }
    return commands;
  }
}
