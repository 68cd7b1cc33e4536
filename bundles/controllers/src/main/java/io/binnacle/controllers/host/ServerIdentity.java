package io.binnacle.controllers.host;

import io.binnacle.api.registry.ResourceStore;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps this server's {@link IdentityLease} while Leases are served. */
@Component(
    service = {},
    immediate = true)
public final class ServerIdentity {
  private static final Logger LOG = LoggerFactory.getLogger(ServerIdentity.class);
  private static final String DIGITS = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int LENGTH = 26;

  private final ScheduledExecutorService times =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "identity-lease");
            thread.setDaemon(true);
            return thread;
          });

  @Activate
  public ServerIdentity(
      BundleContext context,
      @Reference(target = "(binnacle.resource=leases.coordination.k8s.io)") ResourceStore leases) {
    String host = hostName();
    // The folder tells apart the servers of one machine.
    String folder = String.valueOf(context.getProperty(Constants.FRAMEWORK_STORAGE));
    IdentityLease lease =
        new IdentityLease(leases, nameOf(host + "\n" + folder), host, InstantSource.system());
    times.scheduleWithFixedDelay(
        () -> carefully(lease::renew), 0, IdentityLease.RENEW_SECONDS, TimeUnit.SECONDS);
    times.scheduleWithFixedDelay(
        () -> carefully(lease::collect),
        IdentityLease.COLLECT_SECONDS,
        IdentityLease.COLLECT_SECONDS,
        TimeUnit.SECONDS);
  }

  @Deactivate
  void stop() {
    times.shutdownNow();
  }

  private static void carefully(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOG.error("this server's lease can't be kept", e);
    }
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  /** {@code apiserver-} and a digest in base 32, a name of which nobody makes two. */
  static String nameOf(String server) {
    byte[] digest;
    try {
      digest = MessageDigest.getInstance("SHA-256").digest(server.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    StringBuilder name = new StringBuilder("apiserver-");
    for (int i = 0; i < LENGTH; i++) {
      name.append(DIGITS.charAt(digest[i] & 31));
    }
    return name.toString();
  }
}
