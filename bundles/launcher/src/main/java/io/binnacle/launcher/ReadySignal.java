package io.binnacle.launcher;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Filter;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Learns from two service properties that the server answers: {@code binnacle.serving}, its URL,
 * set by the bundle that listens once it is ready, and {@code binnacle.kubeconfig}, set by the
 * bundle that wrote it. Which interface those services have is not looked at, so that the launcher
 * needs no class of theirs.
 */
final class ReadySignal implements AutoCloseable {
  static final Duration LIMIT = Duration.ofSeconds(Long.getLong("binnacle.start.limit", 60));

  /** How soon it is said for the first time that storage is waited for; later once a limit. */
  static final Duration NOTICE = LIMIT.dividedBy(12);

  static final Duration STEP = Duration.ofMillis(250);

  private static final String SERVING = "binnacle.serving";
  private static final String KUBECONFIG = "binnacle.kubeconfig";

  private final ServiceTracker<Object, Object> serving;
  private final ServiceTracker<Object, Object> kubeconfig;

  ReadySignal(BundleContext context) {
    serving = new ServiceTracker<>(context, having(context, SERVING), null);
    kubeconfig = new ServiceTracker<>(context, having(context, KUBECONFIG), null);
    serving.open(true);
    kubeconfig.open(true);
  }

  /** Waits at most {@code step} for each of the two; null if one is still missing. */
  @Nullable Serving await(Duration step) throws InterruptedException {
    serving.waitForService(step.toMillis());
    kubeconfig.waitForService(step.toMillis());
    ServiceReference<Object> url = serving.getServiceReference();
    ServiceReference<Object> file = kubeconfig.getServiceReference();
    if (url == null || file == null) {
      return null;
    }
    return new Serving(
        String.valueOf(url.getProperty(SERVING)), String.valueOf(file.getProperty(KUBECONFIG)));
  }

  @Override
  public void close() {
    serving.close();
    kubeconfig.close();
  }

  private static Filter having(BundleContext context, String property) {
    try {
      return context.createFilter("(" + property + "=*)");
    } catch (InvalidSyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
