package io.binnacle.resources.core.internal.connect;

import io.binnacle.api.object.GroupResource;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.type.Backend;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the address and port at which a node's kubelet serves. */
final class Kubelets {
  private static final int DEFAULT_PORT = 10250;

  private final Peers peers;
  private final List<String> addressTypes;

  Kubelets(Peers peers, List<String> addressTypes) {
    this.peers = peers;
    this.addressTypes = List.copyOf(addressTypes);
  }

  /** Where a kubelet serves. */
  record Address(String host, String port) {
    Backend at(Backend.Trust trust, String path, String query) {
      return new Backend(trust, "https", host, port, path, query);
    }
  }

  /**
   * @param asking the type of the request's object, which a node that is not there is reported as
   */
  Address of(String node, GroupResource asking) {
    Unstructured object;
    try {
      object = peers.get("nodes", "", node);
    } catch (StatusException e) {
      throw e.reason() == Reason.NOT_FOUND ? StatusException.notFound(asking, node) : e;
    }
    List<Unstructured> known = object.items("status", "addresses");
    for (String type : addressTypes) {
      for (Unstructured address : known) {
        if (address.string("type").equals(type)) {
          return new Address(address.string("address"), port(object));
        }
      }
    }
    throw StatusException.unreasoned(
        known.stream()
            .map(address -> "{" + address.string("type") + " " + address.string("address") + "}")
            .collect(
                Collectors.joining(" ", "no preferred addresses found; known addresses: [", "]")));
  }

  private static String port(Unstructured node) {
    long port = node.number(0, "status", "daemonEndpoints", "kubeletEndpoint", "Port");
    return Long.toString(port > 0 ? port : DEFAULT_PORT);
  }
}
