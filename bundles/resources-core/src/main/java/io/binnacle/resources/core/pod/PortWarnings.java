package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ports of a pod's containers that are in each other's way, or only look so. */
final class PortWarnings {
  private record Port(String path, Unstructured port) {
    String ip() {
      return port.string("hostIP");
    }

    long host() {
      return port.number(0, "hostPort");
    }
  }

  private PortWarnings() {}

  /**
   * @param path of the specification
   */
  static List<String> of(Unstructured spec, String path) {
    List<Port> ports = new ArrayList<>();
    for (String list : PodSpecDefaults.CONTAINERS) {
      List<Unstructured> containers = spec.items(list);
      for (int c = 0; c < containers.size(); c++) {
        List<Unstructured> own = containers.get(c).items("ports");
        for (int p = 0; p < own.size(); p++) {
          String at = path + "." + list + "[" + c + "].ports[" + p + "]";
          ports.add(new Port(at, own.get(p)));
        }
      }
    }
    List<String> warnings = new ArrayList<>();
    overlaps(warnings, ports);
    names(warnings, ports);
    return warnings;
  }

  private static void overlaps(List<String> warnings, List<Port> ports) {
    Map<String, List<Port>> byNumber = new HashMap<>();
    for (Port port : ports) {
      if (!port.ip().isEmpty() && port.host() == 0) {
        warnings.add(port.path() + ": hostIP set without hostPort: " + shown(port.port()));
      }
      String key = port.port().number(0, "containerPort") + "/" + port.port().string("protocol");
      List<Port> others = byNumber.computeIfAbsent(key, k -> new ArrayList<>());
      for (Port other : others) {
        String how = conflict(port, other);
        if (!how.isEmpty()) {
          warnings.add(port.path() + ": " + how + " port definition with " + other.path());
        }
      }
      others.add(port);
    }
  }

  private static String conflict(Port port, Port other) {
    if (port.ip().equals(other.ip()) && port.host() == other.host()) {
      return "duplicate";
    }
    if (port.host() == 0 || other.host() == 0) {
      return "overlapping";
    }
    return port.host() == other.host() && port.ip().isEmpty() != other.ip().isEmpty()
        ? "dangerously ambiguous"
        : "";
  }

  /** A port as the original prints a structure of its own. */
  private static String shown(Unstructured port) {
    return "{Name:%s HostPort:%d ContainerPort:%d Protocol:%s HostIP:%s}"
        .formatted(
            port.string("name"),
            port.number(0, "hostPort"),
            port.number(0, "containerPort"),
            port.string("protocol"),
            port.string("hostIP"));
  }

  private static void names(List<String> warnings, List<Port> ports) {
    Map<String, String> byName = new LinkedHashMap<>();
    for (Port port : ports) {
      String name = port.port().string("name");
      String other = name.isEmpty() ? null : byName.putIfAbsent(name, port.path());
      if (other != null) {
        warnings.add(
            "%s: duplicate port name \"%s\" with %s, services and probes that select ports by name will use %s"
                .formatted(port.path(), name, other, other));
      }
    }
  }
}
