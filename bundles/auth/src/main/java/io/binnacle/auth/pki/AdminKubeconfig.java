package io.binnacle.auth.pki;

import io.binnacle.api.auth.ServingIdentity;
import io.binnacle.auth.AuthSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.AllServiceListener;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes {@code admin.kubeconfig} as soon as some service says by its property {@code
 * binnacle.serving} under which URL the server listens, again when that changes and when
 * certificates are renewed. Then registers a service with the property {@code binnacle.kubeconfig},
 * the file's path.
 *
 * <p>Threads: whoever registers services, and that of the renewals; one at a time.
 */
@Component(
    service = AdminKubeconfig.class,
    immediate = true,
    configurationPid = AuthSettings.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class AdminKubeconfig {
  private static final Logger LOG = LoggerFactory.getLogger(AdminKubeconfig.class);
  private static final String SERVING = "binnacle.serving";
  private static final String KUBECONFIG = "binnacle.kubeconfig";
  private static final String SERVERS = "(" + SERVING + "=*)";

  private final BundleContext context;
  private final ServerCertificates certificates;
  private final Path file;
  private final AllServiceListener listener = this::serviceChanged;
  private final ServingIdentity.Registration renewals;
  private @Nullable String url;
  private @Nullable ServiceRegistration<?> written;

  @Activate
  public AdminKubeconfig(
      BundleContext context, AuthSettings settings, @Reference ServerCertificates certificates) {
    this.context = context;
    this.certificates = certificates;
    file = Path.of(settings.dataDir()).resolve("admin.kubeconfig").toAbsolutePath();
    renewals = certificates.onChange(this::write);
    try {
      context.addServiceListener(listener, SERVERS);
      ServiceReference<?>[] there = context.getAllServiceReferences(null, SERVERS);
      if (there != null) {
        serving(there[0]);
      }
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Deactivate
  void stop() {
    context.removeServiceListener(listener);
    renewals.close();
    ServiceRegistration<?> registered = replaceRegistration(null);
    if (registered != null) {
      registered.unregister();
    }
  }

  private void serviceChanged(ServiceEvent event) {
    if (event.getType() == ServiceEvent.REGISTERED || event.getType() == ServiceEvent.MODIFIED) {
      serving(event.getServiceReference());
    }
  }

  private void serving(ServiceReference<?> server) {
    synchronized (this) {
      url = String.valueOf(server.getProperty(SERVING));
    }
    write();
  }

  private void write() {
    try {
      synchronized (this) {
        if (url == null) {
          return;
        }
        SecretFile.write(file, text(url));
        if (written != null) {
          return;
        }
      }
      announce();
    } catch (IOException e) {
      LOG.error("{} could not be written: {}", file, e.toString());
    }
  }

  private void announce() {
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put(KUBECONFIG, file.toString());
    ServiceRegistration<?> before =
        replaceRegistration(context.registerService(AdminKubeconfig.class, this, properties));
    if (before != null) {
      before.unregister();
    }
  }

  private synchronized @Nullable ServiceRegistration<?> replaceRegistration(
      @Nullable ServiceRegistration<?> next) {
    ServiceRegistration<?> before = written;
    written = next;
    return before;
  }

  private String text(String listening) {
    URI server =
        URI.create(listening.replace("//0.0.0.0:", "//127.0.0.1:").replace("//[::]:", "//[::1]:"));
    return Kubeconfig.of(
        server.toString(),
        certificates.servingCaPem(),
        nameToExpect(server.getHost(), certificates.serving()),
        certificates.admin());
  }

  /** A certificate that the user gave need not bear the address that is listened on. */
  private static String nameToExpect(String host, X509Certificate serving) {
    Set<String> names = ServingNames.in(serving);
    String plain = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    if (names.contains(ServingNames.canonical(plain))) {
      return "";
    }
    return names.stream()
        .filter(name -> !ServingNames.isAddress(name) && !name.startsWith("*"))
        .findFirst()
        .orElse("");
  }
}
