package io.binnacle.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A project of {@code examples/}, a Maven build of its own. Each process of tests has a copy: two
 * that build in one folder put jars together from each other's halves.
 */
public record ExampleProject(Path folder) {
  /** The repository's folder as far as examples need it. */
  static final Path ROOT = copyOfExamples();

  public static ExampleProject named(String name) {
    return new ExampleProject(ROOT.resolve("examples").resolve(name));
  }

  private static Path copyOfExamples() {
    Path original = Path.of("../examples").toAbsolutePath().normalize();
    Path root = Path.of("target/forks/" + ProcessHandle.current().pid()).toAbsolutePath();
    try (Stream<Path> files = Files.walk(original)) {
      for (Path file : files.filter(ExampleProject::isSource).toList()) {
        Path copy = root.resolve("examples").resolve(original.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return root;
  }

  private static boolean isSource(Path file) {
    return Files.isRegularFile(file) && !file.toString().contains("/target/");
  }

  /** Builds the bundle, its own tests included. */
  public Path build() throws IOException, InterruptedException {
    String repository =
        System.getProperty("maven.repo.local", System.getProperty("user.home") + "/.m2/repository");
    List<String> build =
        List.of(
            "mvn",
            "-q",
            "-Dmaven.repo.local=" + repository,
            "-f",
            folder.resolve("pom.xml").toString(),
            "package");
    Command.run(build, Map.of(), "", 180).ok();
    try (Stream<Path> files = Files.list(folder.resolve("target"))) {
      return files.filter(file -> file.toString().endsWith(".jar")).findFirst().orElseThrow();
    }
  }

  /** The text of one of its files. */
  String read(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }
}
