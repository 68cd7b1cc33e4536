package io.binnacle.plugins.deploy;

import io.binnacle.plugins.services.GuardedServices;
import io.binnacle.plugins.services.Guards;
import io.binnacle.plugins.services.PluginBundles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.BundleListener;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What runs of the deploy folder: each jar that lies in it, and each jar of its folder {@code
 * available} that a Plugin object names. Thread-safe.
 */
public final class Deployments implements BundleListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Deployments.class);
  private static final String AVAILABLE = "available";
  static final String MISSING = "FileMissing";

  /**
   * A jar that a Plugin object asks for.
   *
   * @param file its name in the folder {@code available}
   * @param sha256 the digest that it must have, "" for any
   */
  public record Request(String file, String sha256) {}

  private record Dropped(Path file, Deployment deployment) {}

  private record Requested(Request request, Deployment deployment) {}

  private final Path folder;
  private final Deployment.House house;
  private final Map<Path, Dropped> dropped = new LinkedHashMap<>();
  private final Map<String, Requested> requested = new LinkedHashMap<>();
  private final long lookMillis;
  private @Nullable ServiceRegistration<?> watch;
  private @Nullable FolderLooks looks;

  /**
   * @param folder the deploy folder
   * @param lookMillis how often to look into it, 0 if FileInstall does
   * @param signersFile certificates of those whose jars are let in, "" for everybody's
   * @param changed is run after anything has changed; must not block
   * @throws IOException if the list of signers can't be read, or there is no room for copies
   */
  public Deployments(
      BundleContext context,
      Path folder,
      long lookMillis,
      String signersFile,
      PluginBundles bundles,
      Guards guards,
      GuardedServices services,
      Runnable changed)
      throws IOException {
    this.folder = folder;
    this.lookMillis = lookMillis;
    Signers signers =
        signersFile.isEmpty() ? Signers.anybody() : Signers.read(Path.of(signersFile));
    Path scratch = context.getDataFile("").toPath();
    this.house =
        new Deployment.House(
            context,
            bundles,
            guards,
            services,
            signers,
            scratch,
            // Not a number of a former run, whose bundles may still be there.
            new AtomicLong(System.currentTimeMillis()),
            changed);
  }

  /** Begins to take what is found in the folder. */
  public void open() {
    house.context().addBundleListener(this);
    if (lookMillis > 0) {
      looks = new FolderLooks(folder, this::dropped, this::taken);
      looks.open(this::removeLeft, this::canStart, lookMillis);
      return;
    }
    try {
      watch =
          house
              .context()
              .registerService(ArtifactInstaller.class, new DeployFolder(folder, this), null);
    } catch (NoClassDefFoundError e) {
      LOG.warn("nobody watches {}: FileInstall is not there", folder);
    }
  }

  /** A container that keeps its bundles has those of the former run; the files tell what runs. */
  private void removeLeft() {
    for (Bundle bundle : house.context().getBundles()) {
      if (bundle.getLocation().startsWith(Deployment.LOCATION)) {
        try {
          bundle.uninstall();
        } catch (BundleException | IllegalStateException e) {
          LOG.warn("{} of a former run stays: {}", bundle, e.getMessage());
        }
      }
    }
  }

  /** While a container starts, bundles of a higher start level than it has reached cannot start. */
  private boolean canStart() {
    FrameworkStartLevel level = house.context().getBundle(0).adapt(FrameworkStartLevel.class);
    return level.getStartLevel() >= level.getInitialBundleStartLevel();
  }

  @Override
  public void bundleChanged(BundleEvent event) {
    switch (event.getType()) {
      case BundleEvent.INSTALLED,
          BundleEvent.UPDATED,
          BundleEvent.RESOLVED,
          BundleEvent.UNINSTALLED ->
          all().values().forEach(Deployment::retry);
      default -> {}
    }
    house.changed().run();
  }

  void dropped(Path file) {
    Deployment deployment;
    synchronized (dropped) {
      deployment =
          dropped
              .computeIfAbsent(
                  file, path -> new Dropped(path, new Deployment(freeName(path), house)))
              .deployment();
    }
    deployment.deploy(file, "");
  }

  void taken(Path file) {
    Dropped gone;
    synchronized (dropped) {
      gone = dropped.remove(file);
    }
    if (gone != null) {
      gone.deployment().undeploy();
    }
  }

  private String freeName(Path file) {
    String name =
        PluginBundles.objectName(file.getFileName().toString().replaceFirst("\\.jar$", ""));
    Map<String, Deployment> taken = all();
    while (taken.containsKey(name)) {
      name += "-file";
    }
    return name;
  }

  /** All that runs, or should, by the names of their objects. */
  public Map<String, Deployment> all() {
    Map<String, Deployment> all = new LinkedHashMap<>();
    synchronized (dropped) {
      dropped.values().forEach(d -> all.put(d.deployment().name(), d.deployment()));
      requested.forEach((name, r) -> all.put(name, r.deployment()));
    }
    return all;
  }

  /** The name of the file that something runs of, "" if there is none. */
  public String file(String name) {
    synchronized (dropped) {
      Requested asked = requested.get(name);
      if (asked != null) {
        return asked.request().file();
      }
      return dropped.values().stream()
          .filter(d -> d.deployment().name().equals(name))
          .map(d -> d.file().getFileName().toString())
          .findFirst()
          .orElse("");
    }
  }

  /** Makes what runs by request what is wished for: by the names of the objects that ask. */
  public void request(Map<String, Request> wished) {
    List<Deployment> gone = new ArrayList<>();
    Map<String, Requested> begun = new HashMap<>();
    synchronized (dropped) {
      for (String name : Set.copyOf(requested.keySet())) {
        if (!wished.containsKey(name)) {
          gone.add(requested.remove(name).deployment());
        }
      }
      wished.forEach(
          (name, request) -> {
            Requested present = requested.get(name);
            if (present == null
                || !present.request().equals(request)
                || present.deployment().state().refusal().equals(MISSING) && isThere(request)) {
              Deployment deployment =
                  present == null ? new Deployment(name, house) : present.deployment();
              requested.put(name, new Requested(request, deployment));
              begun.put(name, requested.get(name));
            }
          });
    }
    gone.forEach(Deployment::undeploy);
    begun.values().forEach(this::begin);
  }

  private void begin(Requested requested) {
    String file = requested.request().file();
    if (isThere(requested.request())) {
      requested.deployment().deploy(available(file), requested.request().sha256());
    } else {
      requested.deployment().missing("there is no file " + AVAILABLE + "/" + file);
    }
  }

  /** Whether there is a folder of jars that an object may ask for. */
  public boolean offersMore() {
    return Files.isDirectory(folder.resolve(AVAILABLE));
  }

  private Path available(String file) {
    return folder.resolve(AVAILABLE).resolve(file);
  }

  /** Names with slashes are refused when the object is made; a link may still lead elsewhere. */
  private boolean isThere(Request request) {
    Path path = available(request.file());
    return path.normalize().equals(path)
        && path.getFileName().toString().equals(request.file())
        && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Moves a jar that was dropped from the deploy folder to {@code available}: it goes, and can be
   * had back.
   *
   * @return false if something dropped has not that name, or can't be moved
   */
  public boolean putAside(String name) {
    Path file;
    synchronized (dropped) {
      file =
          dropped.values().stream()
              .filter(d -> d.deployment().name().equals(name))
              .map(Dropped::file)
              .findFirst()
              .orElse(null);
    }
    if (file == null) {
      return false;
    }
    try {
      Path available = Files.createDirectories(folder.resolve(AVAILABLE));
      Files.move(file, available.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      return true;
    } catch (IOException e) {
      LOG.warn("{} can't be moved to {}: {}", file, AVAILABLE, e.getMessage());
      return false;
    }
  }

  @Override
  public void close() {
    house.context().removeBundleListener(this);
    if (looks != null) {
      looks.close();
    }
    if (watch != null) {
      watch.unregister();
    }
  }
}
