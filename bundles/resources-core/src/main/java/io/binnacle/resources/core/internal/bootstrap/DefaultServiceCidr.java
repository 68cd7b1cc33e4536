package io.binnacle.resources.core.internal.bootstrap;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.start.PostStartHook;
import io.binnacle.resources.core.internal.CoreSettings;
import io.binnacle.resources.core.internal.service.ServiceNetworks;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the ServiceCIDR {@code kubernetes}, which shows the networks of the settings (KEP-1880).
 * One of a family that has come since is added; other settings than were once shown are named in
 * the log.
 */
@Component(
    property = PostStartHook.NAME + "=start-kubernetes-service-cidr-controller",
    configurationPid = CoreSettings.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class DefaultServiceCidr implements PostStartHook {
  private static final Logger LOG = LoggerFactory.getLogger(DefaultServiceCidr.class);
  private static final RequestContext SERVER = RequestContext.server("v1");
  private static final String CONTROLLER = "kubernetes-service-cidr-controller";

  private final List<Object> networks;
  private final ResourceStore cidrs;

  @Activate
  public DefaultServiceCidr(
      CoreSettings settings,
      @Reference(target = "(binnacle.resource=servicecidrs.networking.k8s.io)")
          ResourceStore cidrs) {
    this.networks =
        new ArrayList<>(ServiceNetworks.parse(settings.serviceClusterIpRange()).configured());
    this.cidrs = cidrs;
  }

  @Override
  public void run() {
    Unstructured found = cidrs.createIfMissing(SERVER, "", object());
    List<?> shown = found == null ? networks : found.list("spec", "cidrs");
    if (found != null
        && shown.size() == 1
        && networks.size() == 2
        && shown.get(0).equals(networks.get(0))) {
      Unstructured changed = found.deepCopy();
      changed.set(new ArrayList<>(networks), "spec", "cidrs");
      cidrs.update(SERVER, "", ServiceNetworks.DEFAULT, changed);
    } else if (!shown.equals(networks)) {
      LOG.warn(
          "the default ServiceCIDR shows {}, the settings say {}; the latter are used",
          shown,
          networks);
      return;
    }
    if (found == null || found.list("status", "conditions").isEmpty()) {
      tellReady();
    }
  }

  private Unstructured object() {
    Unstructured cidr = Unstructured.create("networking.k8s.io/v1", "ServiceCIDR");
    cidr.set(ServiceNetworks.DEFAULT, "metadata", "name");
    cidr.set(new ArrayList<>(networks), "spec", "cidrs");
    return cidr;
  }

  private void tellReady() {
    Map<String, @Nullable Object> condition = new LinkedHashMap<>();
    condition.put("type", "Ready");
    condition.put("status", "True");
    condition.put("lastTransitionTime", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    condition.put("reason", "");
    condition.put("message", "Kubernetes default Service CIDR is ready");
    Unstructured told = Unstructured.create("networking.k8s.io/v1", "ServiceCIDR");
    told.set(ServiceNetworks.DEFAULT, "metadata", "name");
    told.set(new ArrayList<>(List.of(condition)), "status", "conditions");
    cidrs.apply(
        SERVER.managedBy(CONTROLLER).onSubresource("status"),
        "",
        ServiceNetworks.DEFAULT,
        told,
        true);
  }
}
