package io.binnacle.resources.core.internal.connect;

import io.binnacle.api.status.StatusException;
import io.binnacle.api.type.Backend;
import io.binnacle.api.type.Connector;
import java.util.Optional;

/** {@code nodes/proxy}: a node's kubelet, or another port of the node. */
final class NodeProxy implements Connector {
  private final Kubelets kubelets;

  NodeProxy(Kubelets kubelets) {
    this.kubelets = kubelets;
  }

  @Override
  public Optional<Backend> locate(Call call) {
    SchemeNamePort asked =
        SchemeNamePort.parse(call.name())
            .orElseThrow(
                () -> StatusException.badRequest("invalid node request \"" + call.name() + "\""));
    Kubelets.Address kubelet = kubelets.of(asked.name(), call.store().type().resource());
    if (asked.port().isEmpty() || asked.port().equals(kubelet.port())) {
      return Optional.of(kubelet.at(Backend.Trust.NODE, call.path(), ""));
    }
    ProxyAddress.checkHost(kubelet.host());
    return Optional.of(
        new Backend(
            Backend.Trust.ENDPOINT,
            asked.schemeOrHttp(),
            kubelet.host(),
            asked.port(),
            call.path(),
            ""));
  }
}
