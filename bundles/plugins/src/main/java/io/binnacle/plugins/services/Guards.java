package io.binnacle.plugins.services;

import io.binnacle.plugins.guard.Guard;
import io.binnacle.plugins.guard.Limits;
import io.binnacle.plugins.guard.Watchdog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

/**
 * The guard of each plugin that runs. A guard lasts from the bundle's start until it has stopped
 * and what was asked of it before has been answered. Thread-safe.
 */
public final class Guards implements SynchronousBundleListener, AutoCloseable {
  private static final long LINGER_MILLIS = 1000;

  private final Limits limits;
  private final Watchdog watchdog = new Watchdog();
  private final Map<Long, Guard> guards = new HashMap<>();
  private final Executor later =
      CompletableFuture.delayedExecutor(LINGER_MILLIS, TimeUnit.MILLISECONDS);

  public Guards(Limits limits) {
    this.limits = limits;
  }

  /** The bundle's guard for this run of it. */
  public Guard of(Bundle bundle) {
    synchronized (guards) {
      return guards.computeIfAbsent(
          bundle.getBundleId(), id -> new Guard(PluginBundles.name(bundle), limits, watchdog));
    }
  }

  /** The bundle's guard if it has one. */
  public @Nullable Guard find(Bundle bundle) {
    synchronized (guards) {
      return guards.get(bundle.getBundleId());
    }
  }

  /** All guards there are. */
  public List<Guard> all() {
    synchronized (guards) {
      return new ArrayList<>(guards.values());
    }
  }

  @Override
  public void bundleChanged(BundleEvent event) {
    if (event.getType() == BundleEvent.STOPPED) {
      Guard guard;
      synchronized (guards) {
        guard = guards.remove(event.getBundle().getBundleId());
      }
      if (guard != null) {
        // Requests that began before may still ask; after that nothing may keep its classes.
        later.execute(guard::close);
      }
    }
  }

  @Override
  public void close() {
    all().forEach(Guard::close);
    watchdog.close();
  }
}
