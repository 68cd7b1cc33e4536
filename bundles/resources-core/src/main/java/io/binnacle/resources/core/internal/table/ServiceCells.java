package io.binnacle.resources.core.internal.table;

import io.binnacle.api.object.Unstructured;
import java.util.ArrayList;
import java.util.List;

/** How a Service shows in a Table. */
public final class ServiceCells {
  private static final String NONE = "<none>";

  private ServiceCells() {}

  public static Object clusterIp(Unstructured service) {
    List<?> addresses = service.list("spec", "clusterIPs");
    return addresses.isEmpty() ? NONE : addresses.get(0);
  }

  public static Object externalIp(Unstructured service) {
    List<String> addresses = new ArrayList<>();
    service.list("spec", "externalIPs").forEach(ip -> addresses.add(String.valueOf(ip)));
    switch (service.string("spec", "type")) {
      case "ExternalName" -> {
        return service.string("spec", "externalName");
      }
      case "LoadBalancer" -> {
        List<String> all = new ArrayList<>();
        for (Unstructured ingress : service.items("status", "loadBalancer", "ingress")) {
          String ip = ingress.string("ip");
          all.add(ip.isEmpty() ? ingress.string("hostname") : ip);
        }
        if (all.isEmpty() && addresses.isEmpty()) {
          return "<pending>";
        }
        all.addAll(addresses);
        return String.join(",", all);
      }
      default -> {
        return addresses.isEmpty() ? NONE : String.join(",", addresses);
      }
    }
  }

  public static Object ports(Unstructured service) {
    List<String> texts = new ArrayList<>();
    for (Unstructured port : service.items("spec", "ports")) {
      long node = port.number(0, "nodePort");
      texts.add(
          port.number(0, "port") + (node == 0 ? "" : ":" + node) + "/" + port.string("protocol"));
    }
    return texts.isEmpty() ? NONE : String.join(",", texts);
  }

  /** The first addresses with their ports, and how many more there are. */
  public static Object endpoints(Unstructured endpoints) {
    List<String> all = new ArrayList<>();
    for (Unstructured subset : endpoints.items("subsets")) {
      List<Unstructured> ports = subset.items("ports");
      for (Unstructured address : subset.items("addresses")) {
        if (ports.isEmpty()) {
          all.add(address.string("ip"));
        }
        for (Unstructured port : ports) {
          String ip = address.string("ip");
          all.add((ip.contains(":") ? "[" + ip + "]" : ip) + ":" + port.number(0, "port"));
        }
      }
    }
    if (all.isEmpty()) {
      return NONE;
    }
    String shown = String.join(",", all.subList(0, Math.min(3, all.size())));
    return all.size() > 3 ? shown + " + " + (all.size() - 3) + " more..." : shown;
  }
}
