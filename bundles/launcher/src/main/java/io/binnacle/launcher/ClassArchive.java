package io.binnacle.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The archive of loaded classes that the JVM writes at its end, for later starts. One of a server
 * that never served lacks most of them, so a file {@code ARCHIVE.ok} tells the script that this one
 * did.
 */
final class ClassArchive {
  private ClassArchive() {}

  static void markComplete() {
    String archive = System.getProperty("binnacle.archive", "");
    if (!archive.isEmpty()) {
      try {
        Files.write(Path.of(archive + ".ok"), new byte[0]);
      } catch (IOException e) {
        ProcessEnd.say("later starts will be slower: cannot write " + archive + ".ok");
      }
    }
  }
}
