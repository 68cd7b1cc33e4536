package io.binnacle.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * The server in the framework that a test runs in. One that is {@linkplain #start started} has its
 * bundles configured for a new folder and a free port of the loopback address; closed, its bundles
 * are stopped, so that nothing writes to the folder any more, and the folder is gone. Used by one
 * thread.
 */
final class InstalledServer implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final BundleContext context;
  private final @Nullable Path data;
  private final List<Configuration> configurations = new ArrayList<>();

  private InstalledServer(BundleContext context, @Nullable Path data) {
    this.context = context;
    this.data = data;
  }

  static InstalledServer start(BundleContext context) throws IOException, BundleException {
    Path data = Files.createTempDirectory(Files.createDirectories(FelixOptions.FOLDER), "data");
    InstalledServer server = new InstalledServer(context, data);
    try {
      server.startBundles();
      server.configure(data);
    } catch (IOException | BundleException e) {
      server.close();
      throw e;
    }
    return server;
  }

  /** One that others have configured and that goes on when this is closed. */
  static InstalledServer running(BundleContext context) {
    return new InstalledServer(context, null);
  }

  /** Those that are in the distribution too, in the order they were installed. */
  List<Bundle> bundles() throws IOException {
    Set<String> names = Distribution.bundleNames();
    return Arrays.stream(context.getBundles())
        .filter(bundle -> names.contains(bundle.getSymbolicName()))
        .toList();
  }

  /** The service with these properties, waited for. */
  ServiceReference<?> await(String filter) throws InvalidSyntaxException, InterruptedException {
    ServiceReference<?>[] found = context.getServiceReferences((String) null, filter);
    long end = System.nanoTime() + LIMIT.toNanos();
    while (found == null) {
      sleepUntil(end, "no service " + filter);
      found = context.getServiceReferences((String) null, filter);
    }
    return found[0];
  }

  void awaitGone(String filter) throws InvalidSyntaxException, InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (context.getServiceReferences((String) null, filter) != null) {
      sleepUntil(end, "there is still a service " + filter);
    }
  }

  void awaitThat(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      sleepUntil(end, "not true: " + what);
    }
  }

  /** The service, which the caller knows to be of the type. */
  @SuppressWarnings("unchecked")
  <T> T service(ServiceReference<?> reference) {
    return (T) context.getService(reference);
  }

  <T> ServiceRegistration<T> register(Class<T> type, T service) {
    return context.registerService(type, service, null);
  }

  @Override
  public void close() throws IOException, BundleException {
    if (data == null) {
      return;
    }
    // In the order of their names, in which what writes comes before the storage.
    for (Bundle bundle : bundles()) {
      if (bundle.getSymbolicName().startsWith("io.binnacle.") && !isFragment(bundle)) {
        bundle.stop(Bundle.STOP_TRANSIENT);
      }
    }
    // What is configured would start with the bundles again, in a folder that is gone.
    for (Configuration configuration : configurations) {
      configuration.delete();
    }
    delete(data);
  }

  private void startBundles() throws IOException, BundleException {
    for (Bundle bundle : bundles()) {
      if (!isFragment(bundle)) {
        bundle.start(Bundle.START_TRANSIENT);
      }
    }
  }

  private static boolean isFragment(Bundle bundle) {
    return bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
  }

  private void configure(Path data) throws IOException {
    String folder = data.toString();
    configure("io.binnacle.storage.embedded", Map.of("dataDir", folder + "/storage"));
    configure("io.binnacle.auth", Map.of("dataDir", folder, "bindAddress", "127.0.0.1"));
    configure("io.binnacle.rest", Map.of("bindAddress", "127.0.0.1", "securePort", 0));
    configure("io.binnacle.admission", Map.of());
    configure("io.binnacle.controllers", Map.of());
    configure("io.binnacle.resources.core", Map.of());
  }

  private void configure(String pid, Map<String, Object> values) throws IOException {
    ServiceReference<ConfigurationAdmin> admin =
        context.getServiceReference(ConfigurationAdmin.class);
    Configuration configuration = context.getService(admin).getConfiguration(pid, "?");
    configurations.add(configuration);
    Dictionary<String, Object> properties = new Hashtable<>(values);
    configuration.update(properties);
  }

  private static void sleepUntil(long end, String failure) throws InterruptedException {
    if (System.nanoTime() - end >= 0) {
      throw new AssertionError(failure + " after " + LIMIT.toSeconds() + " s");
    }
    Thread.sleep(10);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      paths.sorted(Comparator.reverseOrder()).forEach(InstalledServer::deleteOne);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void deleteOne(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
