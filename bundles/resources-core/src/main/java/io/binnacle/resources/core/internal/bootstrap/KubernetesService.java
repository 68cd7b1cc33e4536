package io.binnacle.resources.core.internal.bootstrap;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.start.PostStartHook;
import io.binnacle.resources.core.internal.CoreSettings;
import io.binnacle.resources.core.internal.service.ServiceNetworks;
import java.util.Objects;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/**
 * Makes the Service {@code kubernetes}, by which pods find this server, with its Endpoints and its
 * EndpointSlice. These say where the server is now, which may be elsewhere than when it last ran.
 */
@Component(
    property = PostStartHook.NAME + "=bootstrap-controller",
    configurationPid = CoreSettings.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class KubernetesService implements PostStartHook {
  private static final RequestContext SERVER = RequestContext.server("v1");
  private static final String NAMESPACE = "default";

  private final CoreSettings settings;
  private final ResourceStore services;
  private final ResourceStore endpoints;
  private final ResourceStore slices;

  @Activate
  public KubernetesService(
      CoreSettings settings,
      @Reference(target = "(binnacle.resource=services)") ResourceStore services,
      @Reference(target = "(binnacle.resource=endpoints)") ResourceStore endpoints,
      @Reference(target = "(binnacle.resource=endpointslices.discovery.k8s.io)")
          ResourceStore slices) {
    this.settings = settings;
    this.services = services;
    this.endpoints = endpoints;
    this.slices = slices;
  }

  @Override
  public void run() {
    String address = ServiceNetworks.parse(settings.serviceClusterIpRange()).first();
    int port = settings.securePort();
    services.createIfMissing(SERVER, NAMESPACE, SystemObjects.service(address, port));
    Optional<String> advertised = AdvertisedAddress.of(settings.advertiseAddress());
    if (advertised.isPresent() && port > 0) {
      keep(endpoints, SystemObjects.endpoints(advertised.get(), port), "subsets");
      keep(slices, SystemObjects.slice(advertised.get(), port), "endpoints", "ports");
    }
  }

  /**
   * Makes an object, or sees to it that it says what it should.
   *
   * @param fields what of it
   */
  private static void keep(ResourceStore store, Unstructured wanted, String... fields) {
    Unstructured found = store.createIfMissing(SERVER, NAMESPACE, wanted.deepCopy());
    if (found == null) {
      return;
    }
    boolean same = true;
    for (String field : fields) {
      same &= Objects.equals(found.get(field), wanted.get(field));
    }
    if (!same) {
      store.patch(
          SERVER,
          NAMESPACE,
          wanted.name(),
          current -> {
            Unstructured changed = current == null ? wanted.deepCopy() : current;
            for (String field : fields) {
              changed.set(Unstructured.copy(wanted.get(field)), field);
            }
            return changed;
          });
    }
  }
}
