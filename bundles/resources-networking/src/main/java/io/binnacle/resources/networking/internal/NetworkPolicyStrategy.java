package io.binnacle.resources.networking.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.selector.SelectorTree;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** NetworkPolicies: who may reach pods and whom they may reach. */
final class NetworkPolicyStrategy implements Strategy {
  private static final List<String> TYPES = List.of("Ingress", "Egress");
  private static final List<String> PROTOCOLS = List.of("TCP", "UDP", "SCTP");

  @Override
  public void applyDefaults(Unstructured object) {
    for (String direction : List.of("ingress", "egress")) {
      for (Unstructured rule : object.items("spec", direction)) {
        rule.items("ports").forEach(port -> port.setDefault("TCP", "protocol"));
      }
    }
    if (object.list("spec", "policyTypes").isEmpty()) {
      List<@Nullable Object> types = new ArrayList<>(List.of("Ingress"));
      if (!object.list("spec", "egress").isEmpty()) {
        types.add("Egress");
      }
      object.set(types, "spec", "policyTypes");
    }
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    Unstructured spec = new Unstructured(object.map("spec"));
    List<FieldError> errors = new ArrayList<>(selector(spec, "podSelector", "spec"));
    errors.addAll(rules(spec.items("ingress"), "from", "spec.ingress"));
    errors.addAll(rules(spec.items("egress"), "to", "spec.egress"));
    List<?> types = spec.list("policyTypes");
    if (types.size() > TYPES.size()) {
      errors.add(
          FieldError.invalid(
              "spec.policyTypes", types, "may not specify more than two policyTypes"));
      return errors;
    }
    for (int i = 0; i < types.size(); i++) {
      if (!TYPES.contains(String.valueOf(types.get(i)))) {
        errors.add(FieldError.notSupported("spec.policyTypes[" + i + "]", types.get(i), TYPES));
      }
    }
    return errors;
  }

  private static List<FieldError> selector(Unstructured at, String field, String path) {
    return SelectorTree.at(at, field)
        .map(tree -> tree.problems(path + "." + field))
        .orElse(List.of());
  }

  private static List<FieldError> rules(List<Unstructured> rules, String peers, String path) {
    List<FieldError> errors = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      String at = path + "[" + i + "]";
      List<Unstructured> ports = rules.get(i).items("ports");
      for (int p = 0; p < ports.size(); p++) {
        errors.addAll(port(ports.get(p), at + ".ports[" + p + "]"));
      }
      List<Unstructured> others = rules.get(i).items(peers);
      for (int p = 0; p < others.size(); p++) {
        errors.addAll(peer(others.get(p), at + "." + peers + "[" + p + "]"));
      }
    }
    return errors;
  }

  private static List<FieldError> port(Unstructured port, String path) {
    List<FieldError> errors = new ArrayList<>();
    if (port.get("protocol") instanceof String protocol && !PROTOCOLS.contains(protocol)) {
      errors.add(FieldError.notSupported(path + ".protocol", protocol, PROTOCOLS));
    }
    Object end = port.get("endPort");
    String endPath = path + ".endPort";
    Object start = port.get("port");
    if (start instanceof Number number) {
      errors.addAll(References.portNumber(number.longValue(), path + ".port"));
      if (end instanceof Number last) {
        if (last.longValue() < number.longValue()) {
          errors.add(
              FieldError.invalid(endPath, number, "must be greater than or equal to `port`"));
        }
        errors.addAll(References.portNumber(last.longValue(), endPath));
      }
    } else if (start != null) {
      if (end != null) {
        errors.add(
            FieldError.invalid(endPath, end, "may not be specified when `port` is non-numeric"));
      }
      errors.addAll(References.portName(String.valueOf(start), path + ".port"));
    } else if (end != null) {
      errors.add(
          FieldError.invalid(endPath, end, "may not be specified when `port` is not specified"));
    }
    return errors;
  }

  private static List<FieldError> peer(Unstructured peer, String path) {
    List<FieldError> errors = new ArrayList<>(selector(peer, "podSelector", path));
    errors.addAll(selector(peer, "namespaceSelector", path));
    boolean block = peer.get("ipBlock") != null;
    boolean selects = peer.get("podSelector") != null || peer.get("namespaceSelector") != null;
    if (block) {
      errors.addAll(block(new Unstructured(peer.map("ipBlock")), path + ".ipBlock"));
    }
    if (!block && !selects) {
      errors.add(FieldError.required(path, "must specify a peer"));
    } else if (block && selects) {
      errors.add(FieldError.forbidden(path, "may not specify both ipBlock and another peer"));
    }
    return errors;
  }

  private static List<FieldError> block(Unstructured block, String path) {
    String cidr = block.string("cidr");
    if (cidr.isEmpty()) {
      return List.of(FieldError.required(path + ".cidr", ""));
    }
    Network network = Network.parse(cidr);
    if (network == null) {
      return Network.problems(cidr, path + ".cidr");
    }
    List<FieldError> errors = new ArrayList<>();
    List<?> excepted = block.list("except");
    for (int i = 0; i < excepted.size(); i++) {
      String text = String.valueOf(excepted.get(i));
      String at = path + ".except[" + i + "]";
      Network except = Network.parse(text);
      if (except == null) {
        errors.addAll(Network.problems(text, at));
      } else if (!network.isStrictlyAround(except)) {
        errors.add(FieldError.invalid(at, text, "must be a strict subset of `cidr`"));
      }
    }
    return errors;
  }
}
