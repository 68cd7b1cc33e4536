package io.binnacle.rest;

import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.start.PostStartHook;
import io.binnacle.rest.health.HealthChecks;
import io.binnacle.rest.resource.Routes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * Health from the service registry. A {@link PostStartHook} that is not done makes the server not
 * ready. A service with {@code binnacle.healthcheck} is a {@link Supplier} of what is wrong, "" for
 * nothing ({@code etcd} is read at {@code /livez/etcd} and {@code /readyz/etcd-readiness}). Bundles
 * that failed to start are named by the system property {@code binnacle.failed.bundles}.
 * Thread-safe.
 */
final class ServiceHealth implements HealthChecks {
  private static final String CHECK = "binnacle.healthcheck";
  private static final String FAILED_BUNDLES = "binnacle.failed.bundles";

  private final BundleContext context;
  private final Routes routes;
  private final List<String> expectedHooks;
  private volatile boolean shuttingDown;

  /**
   * @param expectedHooks the hooks without which the server is not ready
   */
  ServiceHealth(BundleContext context, Routes routes, List<String> expectedHooks) {
    this.context = context;
    this.routes = routes;
    this.expectedHooks = List.copyOf(expectedHooks);
  }

  /** From now on the server is not ready for new work. */
  void shutdown() {
    shuttingDown = true;
  }

  boolean isReady() {
    return checks(Endpoint.READYZ).stream().allMatch(Check::isOk);
  }

  @Override
  public List<Check> checks(Endpoint endpoint) {
    List<Check> checks = new ArrayList<>();
    checks.add(new Check("ping", ""));
    checks.add(new Check("log", ""));
    addSupplied(checks, endpoint == Endpoint.READYZ ? "-readiness" : "");
    if (endpoint == Endpoint.READYZ) {
      List<String> waiting = waiting();
      checks.add(
          new Check(
              "informer-sync",
              waiting.isEmpty() ? "" : "not read yet: " + String.join(", ", waiting)));
      String failed = System.getProperty(FAILED_BUNDLES, "");
      checks.add(new Check("bundles", failed.isEmpty() ? "" : "not started: " + failed));
    }
    addHooks(checks);
    if (endpoint == Endpoint.READYZ) {
      checks.add(new Check("shutdown", shuttingDown ? "process is shutting down" : ""));
    }
    return checks;
  }

  /** Types whose paths do not answer yet, or whose caches have not read storage yet. */
  private List<String> waiting() {
    List<String> waiting = new ArrayList<>(routes.notReady());
    Set<String> served = routes.resources();
    for (ServiceReference<?> reference : references(ResourceStore.RESOURCE)) {
      String resource = String.valueOf(reference.getProperty(ResourceStore.RESOURCE));
      if (!served.contains(resource)) {
        waiting.add(resource);
      }
    }
    return waiting;
  }

  private void addHooks(List<Check> checks) {
    Set<String> done = new HashSet<>();
    List<String> names = new ArrayList<>(expectedHooks);
    for (ServiceReference<?> reference : references(PostStartHook.DONE)) {
      done.add(String.valueOf(reference.getProperty(PostStartHook.DONE)));
    }
    Set<String> others = new TreeSet<>(done);
    for (ServiceReference<?> reference : references(PostStartHook.NAME)) {
      others.add(String.valueOf(reference.getProperty(PostStartHook.NAME)));
    }
    others.removeAll(names);
    names.addAll(others);
    for (String name : names) {
      checks.add(new Check("poststarthook/" + name, done.contains(name) ? "" : "not finished"));
    }
  }

  private void addSupplied(List<Check> checks, String suffix) {
    for (ServiceReference<?> reference : references(CHECK)) {
      Object service = context.getService(reference);
      try {
        String name = String.valueOf(reference.getProperty(CHECK));
        if (service instanceof Supplier<?> supplier) {
          checks.add(new Check(name + suffix, ask(supplier)));
        }
      } finally {
        context.ungetService(reference);
      }
    }
  }

  private static String ask(Supplier<?> supplier) {
    try {
      Object problem = supplier.get();
      return problem == null ? "" : problem.toString();
    } catch (RuntimeException e) {
      return String.valueOf(e);
    }
  }

  private List<ServiceReference<?>> references(String property) {
    try {
      ServiceReference<?>[] found = context.getAllServiceReferences(null, "(" + property + "=*)");
      return found == null ? List.of() : List.of(found);
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
