package io.binnacle.storage.etcd.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Finds the etcd to test with: the system property {@code binnacle.etcd}, {@code .tools/etcd} of
 * the checkout, or the PATH.
 */
final class EtcdBinary {
  private EtcdBinary() {}

  static Path find() {
    String named = System.getProperty("binnacle.etcd", "");
    if (!named.isEmpty()) {
      if (!Files.isExecutable(Path.of(named))) {
        throw new IllegalStateException("binnacle.etcd=" + named + " can't be executed");
      }
      return Path.of(named);
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path tool = at.resolve(".tools/etcd");
      if (Files.isExecutable(tool)) {
        return tool;
      }
    }
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
      Path tool = Path.of(folder, "etcd");
      if (Files.isExecutable(tool)) {
        return tool;
      }
    }
    throw new IllegalStateException(
        "These tests need an etcd binary (3.4 or newer): in .tools/etcd of the checkout, on the"
            + " PATH, or named by -Dbinnacle.etcd=FILE");
  }
}
