package io.binnacle.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The unpacked distribution that the build has just made. */
public final class Distribution {
  private Distribution() {}

  /** Its folder. */
  public static Path home() {
    return Path.of(Objects.requireNonNull(System.getProperty("binnacle.home"), "binnacle.home"))
        .toAbsolutePath()
        .normalize();
  }

  /** The files of bundles/, by name. */
  public static List<Path> bundles() throws IOException {
    return files("bundles");
  }

  /** The symbolic names of {@link #bundles}. */
  static Set<String> bundleNames() throws IOException {
    Set<String> names = new TreeSet<>();
    for (Path jar : bundles()) {
      names.add(BundleManifest.read(jar).name());
    }
    return names;
  }

  /** The files of lib/, by name: the class path of the process. */
  public static List<Path> libraries() throws IOException {
    return files("lib");
  }

  private static List<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(home().resolve(folder))) {
      return files.sorted().toList();
    }
  }
}
