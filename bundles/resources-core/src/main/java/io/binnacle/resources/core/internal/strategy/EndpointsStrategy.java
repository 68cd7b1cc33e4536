package io.binnacle.resources.core.internal.strategy;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Names;
import io.binnacle.api.type.Strategy;
import io.binnacle.resources.core.internal.rules.Blank;
import io.binnacle.resources.core.internal.rules.Choices;
import io.binnacle.resources.core.internal.rules.DnsLabel;
import io.binnacle.resources.core.internal.rules.IpRules;
import io.binnacle.resources.core.internal.rules.LabelRules;
import io.binnacle.resources.core.internal.rules.PortRules;
import java.util.ArrayList;
import java.util.List;

/** Endpoints: addresses that can be reached and ports that exist. */
public final class EndpointsStrategy implements Strategy {
  @Override
  public void applyDefaults(Unstructured object) {
    for (Unstructured subset : object.items("subsets")) {
      subset.items("ports").forEach(port -> Blank.fill(port, "TCP", "protocol"));
    }
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    List<FieldError> errors = new ArrayList<>();
    List<Unstructured> subsets = object.items("subsets");
    for (int i = 0; i < subsets.size(); i++) {
      Unstructured subset = subsets.get(i);
      String at = "subsets[" + i + "]";
      if (subset.list("addresses").isEmpty() && subset.list("notReadyAddresses").isEmpty()) {
        errors.add(FieldError.required(at, "must specify `addresses` or `notReadyAddresses`"));
      }
      for (String list : List.of("addresses", "notReadyAddresses")) {
        List<Unstructured> addresses = subset.items(list);
        for (int a = 0; a < addresses.size(); a++) {
          address(errors, addresses.get(a), at + "." + list + "[" + a + "]");
        }
      }
      ports(errors, subset.items("ports"), at + ".ports");
    }
    return errors;
  }

  private static void address(List<FieldError> errors, Unstructured address, String at) {
    String ip = address.string("ip");
    if (IpRules.parse(ip) == null) {
      errors.add(FieldError.invalid(at + ".ip", ip, IpRules.ADDRESS));
    }
    String hostname = address.string("hostname");
    String problem = hostname.isEmpty() ? null : DnsLabel.problem(hostname, false);
    if (problem != null) {
      errors.add(FieldError.invalid(at + ".hostname", hostname, problem));
    }
    if (address.get("nodeName") instanceof String node) {
      String wrong = Names.subdomain(node, false);
      if (wrong != null) {
        errors.add(FieldError.invalid(at + ".nodeName", node, wrong));
      }
    }
    errors.addAll(IpRules.nonSpecial(ip, at + ".ip"));
  }

  private static void ports(List<FieldError> errors, List<Unstructured> ports, String path) {
    for (int i = 0; i < ports.size(); i++) {
      Unstructured port = ports.get(i);
      String at = path + "[" + i + "]";
      String name = port.string("name");
      String problem = name.isEmpty() ? null : DnsLabel.problem(name, false);
      if (name.isEmpty() && ports.size() > 1) {
        errors.add(FieldError.required(at + ".name", ""));
      } else if (problem != null) {
        errors.add(FieldError.invalid(at + ".name", name, problem));
      }
      long number = port.number(0, "port");
      if (!PortRules.isPort(number)) {
        errors.add(FieldError.invalid(at + ".port", number, PortRules.RANGE));
      }
      Choices.require(errors, at + ".protocol", port.string("protocol"), "SCTP", "TCP", "UDP");
      if (port.get("appProtocol") instanceof String application) {
        errors.addAll(LabelRules.key(application, at + ".appProtocol"));
      }
    }
  }

  @Override
  public boolean tracksGeneration() {
    return false;
  }

  @Override
  public boolean allowsCreateOnUpdate() {
    return true;
  }
}
