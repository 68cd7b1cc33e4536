package io.binnacle.plugins.deploy;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks into a folder from time to time, and tells of each jar that two looks have found alike, and
 * of each that has gone. For containers in which FileInstall is not to watch the folder: it would
 * install a jar by itself as soon as nobody is there to vet it. All happens on a thread of its own.
 */
final class FolderLooks implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FolderLooks.class);

  /** What tells one state of a file from another. */
  private record Stamp(long size, FileTime modified) {}

  private final Path folder;
  private final Consumer<Path> dropped;
  private final Consumer<Path> taken;
  private final Map<Path, Stamp> told = new HashMap<>();
  private Map<Path, Stamp> before = Map.of();
  private boolean begun;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "plugin-folder");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param dropped is told of a jar that is new, or another than before
   * @param taken is told of a jar that is not there any more
   */
  FolderLooks(Path folder, Consumer<Path> dropped, Consumer<Path> taken) {
    this.folder = folder;
    this.dropped = dropped;
    this.taken = taken;
  }

  /**
   * Makes the folder, and begins to look.
   *
   * @param first what is done before the first look
   * @param ready whether it is time for the first look, asked until it is
   */
  void open(Runnable first, BooleanSupplier ready, long everyMillis) {
    timer.execute(
        () -> {
          guarded(first);
          guarded(this::makeFolder);
        });
    timer.scheduleWithFixedDelay(
        () -> guarded(() -> lookOnce(ready)), 0, everyMillis, TimeUnit.MILLISECONDS);
  }

  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("the folder of plugins", e);
    }
  }

  private void makeFolder() {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      LOG.warn("{} can't be made: {}", folder, e.toString());
    }
  }

  private void lookOnce(BooleanSupplier ready) {
    begun = begun || ready.getAsBoolean();
    if (begun) {
      look();
    }
  }

  /** One look. */
  void look() {
    Map<Path, Stamp> now;
    try {
      now = jars();
    } catch (IOException e) {
      LOG.warn("{} can't be read: {}", folder, e.toString());
      return;
    }
    for (Path file : Set.copyOf(told.keySet())) {
      if (!now.containsKey(file)) {
        told.remove(file);
        taken.accept(file);
      }
    }
    now.forEach(
        (file, stamp) -> {
          if (stamp.equals(before.get(file)) && !stamp.equals(told.put(file, stamp))) {
            dropped.accept(file);
          }
        });
    before = now;
  }

  private Map<Path, Stamp> jars() throws IOException {
    Map<Path, Stamp> found = new HashMap<>();
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
      for (Path file : jars) {
        stamp(file, found);
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return Map.of();
    }
    return found;
  }

  private static void stamp(Path file, Map<Path, Stamp> found) throws IOException {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isRegularFile()) {
        found.put(file, new Stamp(attributes.size(), attributes.lastModifiedTime()));
      }
    } catch (NoSuchFileException gone) {
      LOG.debug("gone while it was looked at", gone);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
