package io.binnacle.resources.core.internal.connect;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.type.Backend;
import io.binnacle.api.type.Connector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** {@code pods/exec}, {@code attach} and {@code portforward}: streams to and from a pod's node. */
final class PodStream implements Connector {
  private final Kubelets kubelets;
  private final String path;
  private final boolean intoContainer;
  private final Function<Call, Map<String, List<String>>> options;

  private PodStream(
      Kubelets kubelets,
      String path,
      boolean intoContainer,
      Function<Call, Map<String, List<String>>> options) {
    this.kubelets = kubelets;
    this.path = path;
    this.intoContainer = intoContainer;
    this.options = options;
  }

  static Connector exec(Kubelets kubelets) {
    return new PodStream(
        kubelets,
        "/exec/",
        true,
        call -> {
          Map<String, List<String>> asked = standardStreams(call);
          List<String> command = call.query().getOrDefault("command", List.of());
          if (!command.isEmpty()) {
            asked.put("command", command);
          }
          return asked;
        });
  }

  static Connector attach(Kubelets kubelets) {
    return new PodStream(kubelets, "/attach/", true, PodStream::standardStreams);
  }

  static Connector portForward(Kubelets kubelets) {
    return new PodStream(
        kubelets,
        "/portForward/",
        false,
        call -> {
          List<String> ports = Parameters.ports(call, "ports");
          return ports.isEmpty() ? Map.of() : Map.of("port", List.of(String.join(",", ports)));
        });
  }

  @Override
  public Optional<Backend> locate(Call call) {
    Map<String, List<String>> asked = options.apply(call);
    Unstructured pod = Peers.get(call.store(), call.namespace(), call.name());
    String container = intoContainer ? "/" + PodContainer.choose(pod, call.first("container")) : "";
    String node = pod.string("spec", "nodeName");
    if (node.isEmpty()) {
      throw StatusException.badRequest("pod " + pod.name() + " does not have a host assigned");
    }
    return Optional.of(
        kubelets
            .of(node, call.store().type().resource())
            .at(
                Backend.Trust.NODE,
                path + pod.namespace() + "/" + pod.name() + container,
                Parameters.encode(asked)));
  }

  /** As the kubelet names them. */
  private static Map<String, List<String>> standardStreams(Call call) {
    Map<String, List<String>> asked = new TreeMap<>();
    Map.of("stdin", "input", "stdout", "output", "stderr", "error", "tty", "tty")
        .forEach(
            (flag, name) -> {
              if (Parameters.flag(call, flag)) {
                asked.put(name, List.of("1"));
              }
            });
    return asked;
  }
}
