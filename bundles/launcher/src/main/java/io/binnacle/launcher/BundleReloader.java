package io.binnacle.launcher;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Updates a bundle when the jar it came from was rebuilt: what {@code binnacle dev} does. A jar is
 * taken once it has been the same for one look after it changed, so that no half-written one is.
 */
final class BundleReloader implements Runnable {
  private static final long LOOK_MILLIS = 300;
  private static final Logger LOG = LoggerFactory.getLogger(BundleReloader.class);

  private record Stamp(long millis, long size) {}

  private final Map<Path, Stamp> loaded = new HashMap<>();
  private final Map<Path, Stamp> seen = new HashMap<>();
  private final BundleContext context;

  private BundleReloader(List<Path> jars, BundleContext context) {
    this.context = context;
    jars.forEach(jar -> loaded.put(jar, stamp(jar)));
  }

  /** The jars of the system property {@code binnacle.dev}; none when it is not set. */
  static List<Path> jars() {
    return Stream.of(System.getProperty("binnacle.dev", "").split(File.pathSeparator))
        .filter(part -> !part.isEmpty())
        .map(Path::of)
        .toList();
  }

  static void watch(List<Path> jars, BundleContext context) {
    if (!jars.isEmpty()) {
      Thread thread = new Thread(new BundleReloader(jars, context), "bundle-reloader");
      thread.setDaemon(true);
      thread.start();
    }
  }

  @Override
  public void run() {
    try {
      while (true) {
        Thread.sleep(LOOK_MILLIS);
        List.copyOf(loaded.keySet()).forEach(this::look);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look(Path jar) {
    Stamp now = stamp(jar);
    Stamp before = seen.put(jar, now);
    if (now.size() > 0 && now.equals(before) && !now.equals(loaded.get(jar))) {
      loaded.put(jar, now);
      update(jar, context.getBundle(jar.toUri().toString()));
    }
  }

  private void update(Path jar, @Nullable Bundle bundle) {
    if (bundle == null) {
      return;
    }
    try (InputStream content = Files.newInputStream(jar)) {
      bundle.update(content);
      context.getBundle(0).adapt(FrameworkWiring.class).refreshBundles(List.of(bundle));
      LOG.info("reloaded {}", bundle.getSymbolicName());
    } catch (IOException | BundleException e) {
      LOG.error("cannot reload {}: {}", jar, e.getMessage());
    }
  }

  private static Stamp stamp(Path jar) {
    try {
      return new Stamp(Files.getLastModifiedTime(jar).toMillis(), Files.size(jar));
    } catch (IOException e) {
      return new Stamp(0, 0);
    }
  }
}
