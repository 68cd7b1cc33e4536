package io.binnacle.resources.core.internal.connect;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.type.Backend;
import io.binnacle.api.type.Connector;
import java.util.Optional;

/** {@code pods/proxy}: a port of a pod, its first one unless another is named. */
final class PodProxy implements Connector {
  @Override
  public Optional<Backend> locate(Call call) {
    SchemeNamePort asked =
        SchemeNamePort.parse(call.name())
            .orElseThrow(
                () -> StatusException.badRequest("invalid pod request \"" + call.name() + "\""));
    Unstructured pod = Peers.get(call.store(), call.namespace(), asked.name());
    String address = pod.string("status", "podIP");
    ProxyAddress.check(address);
    String port = asked.port().isEmpty() ? firstPort(pod) : asked.port();
    return Optional.of(
        new Backend(Backend.Trust.ENDPOINT, asked.schemeOrHttp(), address, port, call.path(), ""));
  }

  private static String firstPort(Unstructured pod) {
    for (Unstructured container : pod.items("spec", "containers")) {
      for (Unstructured port : container.items("ports")) {
        return Long.toString(port.number(0, "containerPort"));
      }
    }
    return "";
  }
}
