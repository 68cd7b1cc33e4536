package io.binnacle.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A project of {@code examples/}, a Maven build of its own. */
record ExampleProject(Path folder) {
  private static final Path EXAMPLES = Path.of("../examples").toAbsolutePath().normalize();

  static ExampleProject named(String name) {
    return new ExampleProject(EXAMPLES.resolve(name));
  }

  /** Builds the bundle, its own tests included. */
  Path build() throws IOException, InterruptedException {
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
