package io.binnacle.benchmarks.load.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A folder that goes, with all in it, when it is closed or the process ends. */
public record TemporaryFolder(Path path) implements AutoCloseable {
  public static TemporaryFolder create() throws IOException {
    TemporaryFolder folder = new TemporaryFolder(Files.createTempDirectory("binnacle-bench"));
    Runtime.getRuntime().addShutdownHook(new Thread(folder::remove));
    return folder;
  }

  private void remove() {
    if (!Files.exists(path)) {
      return;
    }
    try (var files = Files.walk(path)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      System.err.println("cannot remove " + path + ": " + e);
    }
  }

  @Override
  public void close() {
    remove();
  }
}
