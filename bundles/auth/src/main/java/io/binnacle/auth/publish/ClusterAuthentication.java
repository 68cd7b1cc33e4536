package io.binnacle.auth.publish;

import io.binnacle.api.auth.ServingIdentity;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.start.PostStartHook;
import io.binnacle.api.status.StatusException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the authorities whose client certificates this server believes in the ConfigMap {@code
 * kube-system/extension-apiserver-authentication}, where extension API servers, the scheduler and
 * the controller manager look for them. It follows renewals.
 */
@Component(property = PostStartHook.NAME + "=start-cluster-authentication-info-controller")
public final class ClusterAuthentication implements PostStartHook {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterAuthentication.class);
  private static final String NAMESPACE = "kube-system";
  private static final String NAME = "extension-apiserver-authentication";
  private static final String AUTHORITIES = "client-ca-file";
  private static final RequestContext SERVER = RequestContext.server("v1");
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private final ServingIdentity identity;
  private final ResourceStore configMaps;
  private final ServingIdentity.Registration registration;

  @Activate
  public ClusterAuthentication(
      @Reference ServingIdentity identity,
      @Reference(target = "(binnacle.resource=configmaps)") ResourceStore configMaps) {
    this.identity = identity;
    this.configMaps = configMaps;
    this.registration = identity.onChange(this::renewed);
  }

  @Deactivate
  void stop() {
    registration.close();
  }

  private void renewed() {
    Thread thread = new Thread(this::publishAnew, "cluster-authentication");
    thread.setDaemon(true);
    thread.start();
  }

  private void publishAnew() {
    try {
      run();
    } catch (StatusException e) {
      LOG.warn("{}/{} is not up to date: {}", NAMESPACE, NAME, e.getMessage());
    }
  }

  @Override
  public synchronized void run() {
    String authorities = pem();
    Unstructured wanted = Unstructured.create("v1", "ConfigMap");
    wanted.set(NAME, "metadata", "name");
    wanted.set(authorities, "data", AUTHORITIES);
    Unstructured found = configMaps.createIfMissing(SERVER, NAMESPACE, wanted.deepCopy());
    if (found != null && !found.string("data", AUTHORITIES).equals(authorities)) {
      found.set(authorities, "data", AUTHORITIES);
      configMaps.update(SERVER, NAMESPACE, NAME, found);
    }
  }

  private String pem() {
    StringBuilder text = new StringBuilder();
    for (X509Certificate authority : identity.clientCas()) {
      try {
        text.append("-----BEGIN CERTIFICATE-----\n")
            .append(LINES.encodeToString(authority.getEncoded()))
            .append("\n-----END CERTIFICATE-----\n");
      } catch (CertificateEncodingException e) {
        throw new IllegalStateException("a certificate that was read cannot be written", e);
      }
    }
    return text.toString();
  }
}
