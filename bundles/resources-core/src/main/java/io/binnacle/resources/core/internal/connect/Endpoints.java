package io.binnacle.resources.core.internal.connect;

import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.translate.LocalObject;
import java.util.ArrayList;
import java.util.List;

/**
 * The ready endpoints of a Service's port: those of its Endpoints object, or where it has none
 * those of its EndpointSlices.
 */
final class Endpoints {
  private static final String SLICES = "endpointslices.discovery.k8s.io";
  private static final String SERVICE_LABEL = "kubernetes.io/service-name";

  private final Peers peers;

  Endpoints(Peers peers) {
    this.peers = peers;
  }

  /**
   * An endpoint.
   *
   * @param targetNamespace the namespace of the pod that it is said to be, "" for none
   */
  record Address(String ip, long port, String targetNamespace, String targetName) {
    static Address of(String ip, long port, Unstructured endpoint) {
      return new Address(
          ip,
          port,
          endpoint.string("targetRef", "namespace"),
          endpoint.string("targetRef", "name"));
    }
  }

  List<Address> of(Unstructured service, String port) {
    try {
      return ofObject(peers.get("endpoints", service.namespace(), service.name()), port);
    } catch (StatusException e) {
      if (e.reason() != Reason.NOT_FOUND) {
        throw e;
      }
      return ofSlices(service, port);
    }
  }

  private static List<Address> ofObject(Unstructured object, String name) {
    List<Address> result = new ArrayList<>();
    for (Unstructured subset : object.items("subsets")) {
      for (Unstructured port : subset.items("ports")) {
        if (port.string("name").equals(name)) {
          for (Unstructured address : subset.items("addresses")) {
            result.add(Address.of(address.string("ip"), port.number(0, "port"), address));
          }
        }
      }
    }
    return result;
  }

  private List<Address> ofSlices(Unstructured service, String name) {
    List<Address> result = new ArrayList<>();
    ResourceStore store = peers.store(SLICES).orElse(null);
    if (store == null) {
      return result;
    }
    for (LocalObject stored :
        store.cache().snapshot(ReadFreshness.MOST_RECENT).list(service.namespace(), "")) {
      if (service.name().equals(stored.labels().get(SERVICE_LABEL))) {
        Unstructured slice = store.translator().toTree(stored);
        for (Unstructured port : slice.items("ports")) {
          if (port.string("name").equals(name)) {
            addReady(slice, port.number(0, "port"), result);
          }
        }
      }
    }
    return result;
  }

  /** An endpoint that does not tell whether it is ready counts as ready. */
  private static void addReady(Unstructured slice, long port, List<Address> result) {
    for (Unstructured endpoint : slice.items("endpoints")) {
      if (!Boolean.FALSE.equals(endpoint.get("conditions", "ready"))) {
        for (Object ip : endpoint.list("addresses")) {
          result.add(Address.of(String.valueOf(ip), port, endpoint));
        }
      }
    }
  }
}
