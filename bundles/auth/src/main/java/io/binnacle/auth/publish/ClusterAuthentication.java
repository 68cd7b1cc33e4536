package io.binnacle.auth.publish;

import io.binnacle.api.auth.ServingIdentity;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.start.PostStartHook;
import io.binnacle.api.status.StatusException;
import io.binnacle.auth.pki.Pem;
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
  private static final String NAME = "extension-apiserver-authentication";

  private final ServingIdentity identity;
  private final PublishedConfigMap published;
  private final ServingIdentity.Registration registration;

  @Activate
  public ClusterAuthentication(
      @Reference ServingIdentity identity,
      @Reference(target = "(binnacle.resource=configmaps)") ResourceStore configMaps) {
    this.identity = identity;
    this.published = new PublishedConfigMap(configMaps, NAME, "client-ca-file");
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
      LOG.warn("{} is not up to date: {}", NAME, e.getMessage());
    }
  }

  @Override
  public synchronized void run() {
    String authorities = Pem.certificates(identity.clientCas());
    published.keep(authorities, authorities::equals);
  }
}
