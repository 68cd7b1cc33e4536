package io.binnacle.plugins.deploy;

import io.binnacle.plugins.guard.Guard;
import io.binnacle.plugins.services.GuardedServices;
import io.binnacle.plugins.services.Guards;
import io.binnacle.plugins.services.PluginBundles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file and the bundle that was made of it. What is done to it is done on a thread of its own, one
 * thing after the other, so that a bundle that does not start, or stop, holds up no other.
 */
public final class Deployment {
  /**
   * What all deployments need.
   *
   * @param context installs the bundles
   * @param bundles is told of them
   * @param guards their guards
   * @param services their services
   * @param signers who may have signed
   * @param scratch a folder for copies
   * @param numbers numbers the bundles
   * @param changed is run after anything has changed; must not block
   */
  record House(
      BundleContext context,
      PluginBundles bundles,
      Guards guards,
      GuardedServices services,
      Signers signers,
      Path scratch,
      AtomicLong numbers,
      Runnable changed) {}

  private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);
  private static final int IDLE_LOOKS = 200;
  private static final long IDLE_MILLIS = 10;

  /** What the locations of all bundles begin with that come from files. */
  static final String LOCATION = "binnacle:plugin/";

  private final String name;
  private final House house;
  private final ThreadPoolExecutor thread;
  private volatile DeploymentState state = DeploymentState.NEW;
  private volatile long busySince;

  Deployment(String name, House house) {
    this.name = name;
    this.house = house;
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread made = new Thread(task, "plugin-deploy-" + name);
              made.setDaemon(true);
              return made;
            });
    thread.allowCoreThreadTimeOut(true);
  }

  public String name() {
    return name;
  }

  public DeploymentState state() {
    return state;
  }

  /** For how long it has been at what it does now, 0 if it does nothing. */
  public long busyMillis() {
    long since = busySince;
    return since == 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since) + 1;
  }

  /**
   * Makes the bundle what the file is now: installs it, or puts it in place of what is there. A
   * file that is not let in leaves a bundle that runs as it is.
   *
   * @param pinned the digest that it must have, "" for any
   */
  void deploy(Path file, String pinned) {
    submit(() -> replaceBy(file, pinned));
  }

  /** Tries again to start the bundle, as others have changed. */
  void retry() {
    if (state.failure().equals("Unresolved")) {
      submit(
          () -> {
            if (state.failure().equals("Unresolved")) {
              start(bundleOfState());
            }
          });
    }
  }

  /** There is no such file. */
  void missing(String message) {
    submit(() -> state = state.refused(Deployments.MISSING, message));
  }

  /** Takes the bundle away; nothing can be done to it any more. */
  void undeploy() {
    submit(
        () -> {
          Bundle bundle = state.bundle();
          if (bundle != null) {
            stop(bundle);
            uninstall(bundle);
          }
          thread.shutdown();
        });
  }

  private void submit(Runnable task) {
    thread.execute(
        () -> {
          busySince = System.nanoTime();
          try {
            task.run();
          } catch (RuntimeException | Error e) {
            LOG.error("plugin {}", name, e);
            state = state.failed("DeployFailed", String.valueOf(e));
          } finally {
            busySince = 0;
            house.changed().run();
          }
        });
  }

  private Bundle bundleOfState() {
    return java.util.Objects.requireNonNull(state.bundle());
  }

  private void replaceBy(Path file, String pinned) {
    try (VettedJar jar = VettedJar.of(file, house.scratch(), house.signers())) {
      if (!pinned.isEmpty() && !pinned.equalsIgnoreCase(jar.sha256())) {
        throw new RefusedFile("ChecksumMismatch", "its sha256 is " + jar.sha256());
      }
      Bundle bundle = state.bundle();
      if (bundle == null) {
        install(jar);
      } else {
        update(bundle, jar);
      }
    } catch (RefusedFile e) {
      LOG.warn("{} is refused: {}", file.getFileName(), e.getMessage());
      state = state.refused(e.reason(), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      LOG.warn("the copy of {} stays: {}", name, e.getMessage());
    }
  }

  private void install(VettedJar jar) throws IOException {
    try (InputStream content = Files.newInputStream(jar.copy())) {
      // Never one that was there before: a former run of the same file may still be ending.
      String location = LOCATION + house.numbers().incrementAndGet() + "/" + name;
      Bundle bundle = house.context().installBundle(location, content);
      house.bundles().deployed(bundle.getBundleId());
      state = state.of(bundle, jar);
      start(bundle);
    } catch (BundleException e) {
      LOG.warn("{} is refused: {}", name, Reasons.of(e));
      state = state.refused("NotABundle", Reasons.of(e));
    }
  }

  private void update(Bundle bundle, VettedJar jar) throws IOException {
    house.services().hold(bundle);
    try (InputStream content = Files.newInputStream(jar.copy())) {
      stop(bundle);
      bundle.update(content);
      Refresh.of(house.context(), bundle);
      state = state.of(bundle, jar);
      start(bundle);
    } catch (BundleException e) {
      LOG.warn("{} is refused: {}", name, Reasons.of(e));
      state = state.refused("NotABundle", Reasons.of(e));
      start(bundle);
    } finally {
      house.services().release(bundle);
    }
  }

  private void start(Bundle bundle) {
    try {
      bundle.start(Bundle.START_TRANSIENT);
      state = state.failed("", "");
      LOG.info("plugin {}: {} {} runs", name, bundle.getSymbolicName(), bundle.getVersion());
    } catch (BundleException e) {
      boolean unresolved = e.getType() == BundleException.RESOLVE_ERROR;
      String why = unresolved ? Reasons.missing(e) : Reasons.of(e);
      DeploymentState before = state;
      state = before.failed(unresolved ? "Unresolved" : "StartFailed", why);
      if (!state.equals(before)) {
        LOG.warn("plugin {} does not start: {}", name, why);
      }
    }
  }

  private void stop(Bundle bundle) {
    Guard guard = house.guards().find(bundle);
    try {
      bundle.stop(Bundle.STOP_TRANSIENT);
    } catch (BundleException e) {
      LOG.warn("plugin {} fails as it stops: {}", name, Reasons.of(e));
    }
    if (guard != null) {
      awaitIdle(guard);
    }
    String left = LeftThreads.of(bundle);
    if (!left.isEmpty()) {
      LOG.warn("plugin {} has left threads behind: {}", name, left);
    }
    state = state.leaving(left);
  }

  /** What had been asked before the bundle stopped is answered by it. */
  private static void awaitIdle(Guard guard) {
    try {
      for (int look = 0; look < IDLE_LOOKS && !guard.isIdle(); look++) {
        TimeUnit.MILLISECONDS.sleep(IDLE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void uninstall(Bundle bundle) {
    try {
      bundle.uninstall();
      Refresh.of(house.context(), bundle);
      house.bundles().gone(bundle.getBundleId());
      LOG.info("plugin {} has gone", name);
    } catch (BundleException | IllegalStateException e) {
      LOG.warn("plugin {} does not go: {}", name, e.getMessage());
    }
  }
}
