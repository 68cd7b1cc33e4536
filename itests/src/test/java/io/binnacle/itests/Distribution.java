package io.binnacle.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The unpacked distribution that the build has just made. */
final class Distribution {
  private Distribution() {}

  static Path home() {
    return Path.of(Objects.requireNonNull(System.getProperty("binnacle.home"), "binnacle.home"))
        .toAbsolutePath()
        .normalize();
  }

  /** The files of bundles/, by name. */
  static List<Path> bundles() throws IOException {
    try (Stream<Path> files = Files.list(home().resolve("bundles"))) {
      return files.sorted().toList();
    }
  }
}
