package io.binnacle.launcher;

import io.binnacle.launcher.log.OsgiLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * The OSGi framework and the bundles of the distribution.
 *
 * <p>Threads: created, started and awaited by the main thread; stopped by the process's stop thread
 * at any moment, also while it starts.
 */
final class Container {
  private static final String FAILED_BUNDLES = "binnacle.failed.bundles";

  private final Framework framework;
  private final ServerSettings settings;
  private final List<Path> jars;
  private final List<Path> reloaded;
  private final OsgiLog log = new OsgiLog();
  private final Map<Bundle, String> failures = new LinkedHashMap<>();
  private final List<Bundle> started = new ArrayList<>();
  private volatile boolean closing;

  private Container(
      Framework framework, ServerSettings settings, List<Path> jars, List<Path> reloaded) {
    this.framework = framework;
    this.settings = settings;
    this.jars = List.copyOf(jars);
    this.reloaded = List.copyOf(reloaded);
  }

  static Container create(Path home, ServerSettings settings) {
    List<Path> reloaded = BundleReloader.jars();
    List<Path> jars = StartOrder.bundles(home, reloaded);
    Framework framework = new FrameworkFactory().newFramework(FrameworkProperties.of(settings));
    return new Container(framework, settings, jars, reloaded);
  }

  /** Installs and starts the bundles; what fails is named on stderr. */
  void start() {
    try {
      framework.init();
      BundleContext context = framework.getBundleContext();
      log.register(context);
      List<Bundle> bundles = install(context);
      framework.adapt(FrameworkWiring.class).resolveBundles(bundles);
      framework.start();
      for (Bundle bundle : bundles) {
        start(bundle);
      }
    } catch (BundleException e) {
      throw new StartException("the framework does not start: " + StartFailure.reason(e));
    }
    report();
    BundleReloader.watch(reloaded, framework.getBundleContext());
  }

  /**
   * Waits until the server answers requests. On etcd it waits for as long as that is away and says
   * so now and then, as the server cannot know whether its members are still to come.
   *
   * @throws StartException if it does not within a minute, or a bundle that the flags configure has
   *     failed
   */
  Serving awaitServing() throws InterruptedException {
    try (ReadySignal ready = new ReadySignal(framework.getBundleContext())) {
      long begin = System.nanoTime();
      long end = begin + ReadySignal.LIMIT.toNanos();
      long notice = begin + ReadySignal.NOTICE.toNanos();
      while (true) {
        Serving serving = ready.await(ReadySignal.STEP);
        report();
        if (serving != null && failures.isEmpty()) {
          log.startHasEnded();
          return serving;
        }
        if (closing) {
          framework.waitForStop(0);
        }
        String storage = settings.isOnEtcd() ? StorageCheck.problem(context()) : "";
        long now = System.nanoTime();
        if (!storage.isEmpty()) {
          end = now + ReadySignal.LIMIT.toNanos();
          if (now - notice >= 0) {
            ProcessEnd.say("waiting for etcd since " + seconds(now - begin) + " s: " + storage);
            notice = end;
          }
        } else if (now - end >= 0) {
          throw new StartException(
              "not serving after " + seconds(now - begin) + " s" + whatIsMissing());
        }
        if (serving != null) {
          Thread.sleep(ReadySignal.STEP.toMillis());
        }
      }
    }
  }

  private BundleContext context() {
    return framework.getBundleContext();
  }

  private static long seconds(long nanos) {
    return TimeUnit.NANOSECONDS.toSeconds(nanos);
  }

  void awaitStop() throws InterruptedException {
    framework.waitForStop(0);
  }

  /** Stops what was started in the reverse order, plug-ins before the platform, then the rest. */
  void stop() throws BundleException, InterruptedException {
    closing = true;
    List<Bundle> platform;
    synchronized (started) {
      platform = new ArrayList<>(started);
    }
    BundleContext context = framework.getBundleContext();
    if (context != null) {
      List<Bundle> order = StopOrder.of(platform, context.getBundles());
      for (Bundle bundle : order) {
        try {
          bundle.stop(Bundle.STOP_TRANSIENT);
        } catch (BundleException e) {
          ProcessEnd.say(
              "bundle " + bundle.getSymbolicName() + " does not stop: " + StartFailure.reason(e));
        }
      }
    }
    framework.stop();
    framework.waitForStop(0);
  }

  private List<Bundle> install(BundleContext context) throws BundleException {
    List<Bundle> bundles = new ArrayList<>();
    for (Path jar : jars) {
      // A jar that may be rewritten while it is in use is copied; all others are read in place.
      String scheme = reloaded.contains(jar) ? "" : "reference:";
      bundles.add(context.installBundle(scheme + jar.toUri()));
    }
    return bundles;
  }

  private void start(Bundle bundle) {
    if (closing || bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null) {
      return;
    }
    synchronized (started) {
      started.add(bundle);
    }
    try {
      bundle.start(Bundle.START_TRANSIENT);
      if ("org.apache.felix.configadmin".equals(bundle.getSymbolicName())) {
        configure(framework.getBundleContext());
      }
    } catch (BundleException | IOException | IllegalStateException e) {
      if (!closing) {
        fail(bundle, StartFailure.reason(e));
      }
    }
  }

  private void configure(BundleContext context) throws IOException {
    ServiceReference<ConfigurationAdmin> reference =
        context.getServiceReference(ConfigurationAdmin.class);
    ConfigurationAdmin admin = context.getService(reference);
    for (Map.Entry<String, Map<String, Object>> entry : settings.configurations().entrySet()) {
      Dictionary<String, Object> properties = new Hashtable<>(entry.getValue());
      admin.getConfiguration(entry.getKey(), "?").update(properties);
    }
    context.ungetService(reference);
  }

  private void report() {
    if (!closing) {
      ComponentStates.failed(framework.getBundleContext(), started).forEach(this::fail);
    }
  }

  private void fail(Bundle bundle, String reason) {
    if (failures.putIfAbsent(bundle, reason) != null) {
      return;
    }
    String name = bundle.getSymbolicName();
    if (settings.configurations().containsKey(name)) {
      throw new StartException(reason);
    }
    ProcessEnd.say("bundle " + name + " failed: " + reason);
    Map<String, String> named = new HashMap<>();
    failures.forEach((failed, why) -> named.put(failed.getSymbolicName(), why));
    List<String> lines = new ArrayList<>();
    named.forEach((failed, why) -> lines.add(failed + ": " + why));
    System.setProperty(FAILED_BUNDLES, String.join(", ", lines));
  }

  private String whatIsMissing() {
    List<String> waiting = ComponentStates.waiting(framework.getBundleContext(), started);
    if (failures.isEmpty() && waiting.isEmpty()) {
      return ": /readyz is not ok (no service has the property binnacle.serving, or none binnacle.kubeconfig)";
    }
    List<String> parts = new ArrayList<>();
    failures.forEach((bundle, why) -> parts.add(bundle.getSymbolicName() + " failed"));
    parts.addAll(waiting);
    return ": " + String.join("; ", parts);
  }
}
