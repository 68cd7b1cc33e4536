package io.binnacle.auth.pki;

import io.binnacle.api.auth.ServingIdentity;
import io.binnacle.auth.AuthSettings;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificates in use: made at the first start, kept in {@code pki/} of the data directory and
 * renewed before they end; or the serving certificate that the user gives, read again when its
 * files change. A renewal that fails is logged and tried again; what was in use stays so.
 *
 * <p>Threads: one of its own makes the checks and runs the listeners; readers see the last result.
 */
@Capability(
    namespace = "osgi.service",
    attribute = "objectClass:List<String>=io.binnacle.api.auth.ServingIdentity")
@Capability(
    namespace = "osgi.service",
    attribute = "objectClass:List<String>=io.binnacle.auth.pki.ServerCertificates")
@Component(
    service = {},
    immediate = true,
    configurationPid = AuthSettings.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class ServerCertificates implements ServingIdentity {
  private static final Logger LOG = LoggerFactory.getLogger(ServerCertificates.class);
  private static final long CHECK_SECONDS = TimeUnit.DAYS.toSeconds(1);
  private static final long CHECK_GIVEN_SECONDS = 60;

  private final AuthSettings settings;
  private final PkiFolder folder;
  private final List<X509Certificate> givenClientCas;
  private final boolean given;
  private final SwitchingKeys keys;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService checks =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "binnacle-certificates");
            thread.setDaemon(true);
            return thread;
          });
  private volatile PkiFolder.Contents contents;
  private @Nullable ServiceRegistration<?> registration;

  /**
   * Makes what is missing and only then registers itself as a service, so that whoever gets this
   * can serve, and nobody else fails when a file is bad.
   */
  @Activate
  public ServerCertificates(BundleContext context, AuthSettings settings) {
    this(settings, InstantSource.system());
    registration =
        context.registerService(
            new String[] {ServingIdentity.class.getName(), ServerCertificates.class.getName()},
            this,
            null);
  }

  ServerCertificates(AuthSettings settings, InstantSource clock) {
    this.settings = settings;
    folder = new PkiFolder(Path.of(settings.dataDir()).resolve("pki"), clock, new SecureRandom());
    given = !settings.tlsCertFile().isEmpty() || !settings.tlsPrivateKeyFile().isEmpty();
    givenClientCas =
        settings.clientCaFile().isEmpty()
            ? List.of()
            : GivenIdentity.certificates("client-ca-file", settings.clientCaFile());
    Identity givenIdentity = given ? givenIdentity() : null;
    contents = folder.ensure(ServingNames.of(settings));
    keys = new SwitchingKeys(givenIdentity == null ? contents.serving() : givenIdentity);
    long period = given ? CHECK_GIVEN_SECONDS : CHECK_SECONDS;
    checks.scheduleWithFixedDelay(this::check, period, period, TimeUnit.SECONDS);
  }

  @Deactivate
  void stop() {
    if (registration != null) {
      registration.unregister();
    }
    checks.shutdownNow();
  }

  @Override
  public X509ExtendedKeyManager keyManager() {
    return keys;
  }

  @Override
  public List<X509Certificate> clientCas() {
    List<X509Certificate> all = new ArrayList<>(contents.authority().chain());
    all.addAll(givenClientCas);
    return all;
  }

  @Override
  public String servingCaPem() {
    return given ? keys.current().chainPem() : contents.authority().chainPem();
  }

  @Override
  public Registration onChange(Runnable listener) {
    // Wrapped, so that one listener registered twice is two registrations.
    Runnable entry = listener::run;
    listeners.add(entry);
    return () -> listeners.remove(entry);
  }

  /** The administrator's client certificate. */
  Identity admin() {
    return contents.admin();
  }

  /** The certificate being served. */
  X509Certificate serving() {
    return keys.current().leaf();
  }

  /** Renews what ends soon and takes over what the user changed. */
  void check() {
    try {
      PkiFolder.Contents before = contents;
      PkiFolder.Contents now = folder.ensure(ServingNames.of(settings));
      Identity serving = given ? givenIdentity() : now.serving();
      boolean switched = !serving.chain().equals(keys.current().chain());
      if (switched) {
        keys.switchTo(serving);
      }
      if (switched
          || !before.admin().equals(now.admin())
          || !before.authority().equals(now.authority())) {
        contents = now;
        LOG.info("certificates renewed; serving until {}", serving.leaf().getNotAfter());
        listeners.forEach(ServerCertificates::tell);
      }
    } catch (RuntimeException e) {
      LOG.error("certificates could not be renewed: {}", e.getMessage());
    }
  }

  private static void tell(Runnable listener) {
    try {
      listener.run();
    } catch (RuntimeException e) {
      LOG.error("a listener failed after a renewal", e);
    }
  }

  private Identity givenIdentity() {
    return GivenIdentity.serving(settings.tlsCertFile(), settings.tlsPrivateKeyFile());
  }
}
