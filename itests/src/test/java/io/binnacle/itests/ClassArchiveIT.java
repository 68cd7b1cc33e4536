package io.binnacle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of classes that later starts are faster by. */
class ClassArchiveIT {
  @TempDir Path folder;

  @Test
  void itIsMadeOnceAndAgainWhereTheInstallationWasMovedTo() throws Exception {
    Path here = folder.resolve("here");
    copyDistribution(here);
    assertTrue(!runsFromArchive(here), "there is no archive yet");
    List<Path> made = archives(here);
    assertEquals(1, made.size(), made::toString);
    Path there = folder.resolve("there");
    Files.move(here, there);
    assertTrue(!runsFromArchive(there), "the JVM refuses the archive of another place");
    assertEquals(1, archives(there).size(), "the old one is gone");
    assertTrue(runsFromArchive(there), "the server starts by the new archive");
  }

  /** Starts a server and stops it. */
  private boolean runsFromArchive(Path home) throws IOException, InterruptedException {
    Process server =
        new ProcessBuilder(
                home.resolve("bin/binnacle").toString(),
                "server",
                "--secure-port=0",
                "--data-dir=" + folder.resolve("data"))
            .redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
            .start();
    try (BufferedReader out = server.inputReader()) {
      assertTrue(String.valueOf(out.readLine()).startsWith("Serving "));
      String lib = home.resolve("lib") + "/classes-";
      return Files.readString(Path.of("/proc/" + server.pid() + "/maps")).contains(lib);
    } finally {
      server.destroy();
      assertEquals(0, server.waitFor());
    }
  }

  private static List<Path> archives(Path home) throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("lib"))) {
      return files.filter(file -> file.toString().endsWith(".jsa")).toList();
    }
  }

  private static void copyDistribution(Path to) throws IOException {
    Path from = Distribution.home();
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(each -> !each.toString().contains(".jsa")).toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }
}
