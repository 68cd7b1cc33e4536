package io.binnacle.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names in the log the files of the deploy folder that FileInstall passes over in silence: those
 * that are no jar, or a jar that is no bundle. A thread of its own; a file is judged when it has
 * been the same for two looks, so that one still being copied is not.
 */
final class RefusedJars implements Runnable {
  private static final long LOOK_MILLIS = 500;
  private static final Logger LOG = LoggerFactory.getLogger(RefusedJars.class);

  private final Path folder;
  private Map<Path, FileTime> seen = Map.of();
  private final Map<Path, FileTime> judged = new HashMap<>();

  private RefusedJars(Path folder) {
    this.folder = folder;
  }

  static void watch(Path folder) {
    Thread thread = new Thread(new RefusedJars(folder), "refused-jars");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void run() {
    try {
      while (true) {
        look();
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    Map<Path, FileTime> now = new HashMap<>();
    for (Path jar : jars()) {
      try {
        FileTime time = Files.getLastModifiedTime(jar);
        now.put(jar, time);
        if (time.equals(seen.get(jar)) && !time.equals(judged.put(jar, time))) {
          judge(jar);
        }
      } catch (IOException e) {
        // Removed since it was listed.
        now.remove(jar);
      }
    }
    judged.keySet().retainAll(now.keySet());
    seen = now;
  }

  private List<Path> jars() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static void judge(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      if (manifest == null
          || manifest.getMainAttributes().getValue("Bundle-SymbolicName") == null) {
        LOG.warn("{} is refused: its manifest has no Bundle-SymbolicName", jar);
      }
    } catch (IOException e) {
      LOG.warn("{} is refused: {}", jar, e.getMessage());
    }
  }
}
