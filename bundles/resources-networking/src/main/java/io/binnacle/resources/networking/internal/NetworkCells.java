package io.binnacle.resources.networking.internal;

import io.binnacle.api.object.Unstructured;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Table cells that need more than a path. */
final class NetworkCells {
  private static final int SHOWN = 3;

  private NetworkCells() {}

  static Object classParameters(Unstructured ingressClass) {
    if (ingressClass.get("spec", "parameters") == null) {
      return "<none>";
    }
    Unstructured parameters = new Unstructured(ingressClass.map("spec", "parameters"));
    String group = parameters.string("apiGroup");
    return parameters.kind() + (group.isEmpty() ? "" : "." + group) + "/" + nameOf(parameters);
  }

  private static String nameOf(Unstructured reference) {
    return reference.string("name");
  }

  static Object hosts(Unstructured ingress) {
    List<Unstructured> rules = ingress.items("spec", "rules");
    List<String> hosts = new ArrayList<>();
    boolean more = false;
    for (Unstructured rule : rules) {
      more |= hosts.size() == SHOWN;
      if (!more && !rule.string("host").isEmpty()) {
        hosts.add(rule.string("host"));
      }
    }
    if (hosts.isEmpty()) {
      return "*";
    }
    return String.join(",", hosts) + (more ? " + " + (rules.size() - SHOWN) + " more..." : "");
  }

  static Object address(Unstructured ingress) {
    TreeSet<String> addresses = new TreeSet<>();
    for (Unstructured balancer : ingress.items("status", "loadBalancer", "ingress")) {
      String ip = balancer.string("ip");
      String shown = ip.isEmpty() ? balancer.string("hostname") : ip;
      if (!shown.isEmpty()) {
        addresses.add(shown);
      }
    }
    return String.join(",", addresses);
  }

  static Object ingressPorts(Unstructured ingress) {
    return ingress.list("spec", "tls").isEmpty() ? "80" : "80, 443";
  }

  static Object parent(Unstructured address) {
    if (address.get("spec", "parentRef") == null) {
      return "<none>";
    }
    Unstructured parent = new Unstructured(address.map("spec", "parentRef"));
    String group = parent.string("group");
    String namespace = parent.string("namespace");
    return parent.string("resource").toLowerCase(Locale.ROOT)
        + (group.isEmpty() ? "" : "." + group)
        + "/"
        + (namespace.isEmpty() ? "" : namespace + "/")
        + nameOf(parent);
  }

  static Object slicePorts(Unstructured slice) {
    List<String> ports = new ArrayList<>();
    for (Unstructured port : slice.items("ports")) {
      String name = port.get("name") instanceof String text ? text : "*";
      ports.add(port.get("port") instanceof Number number ? number.toString() : name);
    }
    return shortened(ports);
  }

  static Object sliceEndpoints(Unstructured slice) {
    List<String> addresses = new ArrayList<>();
    for (Unstructured endpoint : slice.items("endpoints")) {
      endpoint.list("addresses").forEach(address -> addresses.add(String.valueOf(address)));
    }
    return shortened(addresses);
  }

  private static String shortened(List<String> all) {
    if (all.isEmpty()) {
      return "<unset>";
    }
    return all.size() <= SHOWN
        ? String.join(",", all)
        : String.join(",", all.subList(0, SHOWN)) + " + " + (all.size() - SHOWN) + " more...";
  }
}
