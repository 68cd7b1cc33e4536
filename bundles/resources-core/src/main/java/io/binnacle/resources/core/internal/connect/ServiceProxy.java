package io.binnacle.resources.core.internal.connect;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.type.Backend;
import io.binnacle.api.type.Connector;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * {@code services/proxy}: any ready endpoint of a Service's port that really is a pod of its
 * namespace. Whoever writes endpoints could otherwise lead the server anywhere.
 */
final class ServiceProxy implements Connector {
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,18}");

  private final Peers peers;
  private final Endpoints endpoints;
  private final Random random;

  ServiceProxy(Peers peers, Random random) {
    this.peers = peers;
    this.endpoints = new Endpoints(peers);
    this.random = random;
  }

  @Override
  public Optional<Backend> locate(Call call) {
    SchemeNamePort asked =
        SchemeNamePort.parse(call.name())
            .orElseThrow(
                () ->
                    StatusException.badRequest("invalid service request \"" + call.name() + "\""));
    Unstructured service = Peers.get(call.store(), call.namespace(), asked.name());
    String port = portName(service, asked.port());
    List<Endpoints.Address> found = endpoints.of(service, port);
    int start = found.isEmpty() ? 0 : random.nextInt(found.size());
    for (int i = 0; i < found.size(); i++) {
      Endpoints.Address address = found.get((start + i) % found.size());
      if (isPod(address, call.namespace())) {
        ProxyAddress.check(address.ip());
        return Optional.of(
            new Backend(
                Backend.Trust.ENDPOINT,
                asked.schemeOrHttp(),
                address.ip(),
                Long.toString(address.port()),
                call.path(),
                ""));
      }
    }
    throw StatusException.serviceUnavailable(
        "no endpoints available for service \"" + call.name() + "\"");
  }

  /** Endpoints know ports by their names only. */
  private static String portName(Unstructured service, String asked) {
    if (!NUMBER.matcher(asked).matches()) {
      return asked;
    }
    long number = Long.parseLong(asked);
    for (Unstructured port : service.items("spec", "ports")) {
      if (port.number(-1, "port") == number) {
        return port.string("name");
      }
    }
    throw StatusException.serviceUnavailable(
        "no service port " + number + " found for service \"" + service.name() + "\"");
  }

  private boolean isPod(Endpoints.Address address, String namespace) {
    if (!address.targetNamespace().equals(namespace) || address.targetName().isEmpty()) {
      return false;
    }
    try {
      Unstructured pod = peers.get("pods", namespace, address.targetName());
      return pod.string("status", "podIP").equals(address.ip())
          || pod.items("status", "podIPs").stream()
              .anyMatch(ip -> ip.string("ip").equals(address.ip()));
    } catch (StatusException e) {
      if (e.reason() == Reason.NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }
}
