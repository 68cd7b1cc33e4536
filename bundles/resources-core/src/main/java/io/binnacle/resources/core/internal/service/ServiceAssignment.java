package io.binnacle.resources.core.internal.service;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts an address and node ports into a Service that has to have them. */
final class ServiceAssignment {
  private final ServiceAllocations allocations;

  ServiceAssignment(ServiceAllocations allocations) {
    this.allocations = allocations;
  }

  /**
   * @param before what the Service holds already, empty for a new one
   * @return what can't be had
   */
  List<FieldError> assign(Unstructured service, Unstructured before, boolean dryRun) {
    Unstructured spec = Unstructured.of(service.map("spec"));
    List<FieldError> errors =
        new ArrayList<>(ServiceFamilies.settle(spec, allocations.addresses().family()));
    Set<String> own = ServiceUsage.of(before);
    if (errors.isEmpty() && needsAny(spec, own)) {
      allocations.allocating(
          dryRun,
          session -> {
            address(errors, spec, own, session);
            nodePorts(errors, spec, own, session);
            healthPort(errors, spec, own, session);
            if (!errors.isEmpty()) {
              session.undo();
            }
          });
    }
    return errors;
  }

  private static boolean needsAny(Unstructured spec, Set<String> own) {
    if (!ServiceKinds.hasClusterAddress(spec)) {
      return false;
    }
    boolean address = !ServiceKinds.isHeadless(spec) && !own.contains(spec.string("clusterIP"));
    return address || ServiceKinds.isNodePort(spec) || ServiceKinds.isLoadBalancer(spec);
  }

  private void address(
      List<FieldError> errors,
      Unstructured spec,
      Set<String> own,
      ServiceAllocations.Session session) {
    if (ServiceKinds.isHeadless(spec)) {
      return;
    }
    String wanted = spec.string("clusterIP");
    if (wanted.isEmpty()) {
      String given = session.anyAddress();
      if (given == null) {
        errors.add(
            FieldError.invalid(
                "spec.clusterIPs", List.of(), "failed to allocate a serviceIP: range is full"));
        return;
      }
      spec.set(given, "clusterIP");
      spec.set(new ArrayList<>(List.of(given)), "clusterIPs");
    } else if (!own.contains(wanted)) {
      String problem = null;
      if (!allocations.addresses().contains(wanted)) {
        problem = "the provided network does not match the current range";
      } else if (!session.take(wanted)) {
        problem = "provided IP is already allocated";
      }
      if (problem != null) {
        errors.add(
            FieldError.invalid(
                "spec.clusterIPs",
                spec.list("clusterIPs"),
                "failed to allocate IP " + wanted + ": " + problem));
      }
    }
  }

  private void nodePorts(
      List<FieldError> errors,
      Unstructured spec,
      Set<String> own,
      ServiceAllocations.Session session) {
    if (!ServiceKinds.isNodePort(spec) && !ServiceKinds.isLoadBalancer(spec)) {
      return;
    }
    Map<Long, Long> byPort = new HashMap<>();
    List<Unstructured> ports = spec.items("ports");
    for (int i = 0; i < ports.size(); i++) {
      Unstructured port = ports.get(i);
      long wanted = port.number(0, "nodePort");
      if (wanted != 0) {
        if (!byPort.containsValue(wanted)) {
          certain(errors, wanted, "spec.ports[" + i + "].nodePort", own, session);
        }
        byPort.put(port.number(0, "port"), wanted);
      }
    }
    for (Unstructured port : ports) {
      if (port.number(0, "nodePort") == 0 && ServiceKinds.wantsNodePorts(spec)) {
        // The same port over TCP and UDP is the same on the node.
        Long shared = byPort.get(port.number(0, "port"));
        String given = shared == null ? session.anyPort() : shared.toString();
        if (given == null) {
          errors.add(FieldError.invalid("spec.ports", 0L, "range is full"));
          return;
        }
        port.set(Long.parseLong(given), "nodePort");
        byPort.put(port.number(0, "port"), Long.parseLong(given));
      }
    }
  }

  private void healthPort(
      List<FieldError> errors,
      Unstructured spec,
      Set<String> own,
      ServiceAllocations.Session session) {
    if (!ServiceKinds.wantsHealthPort(spec)) {
      return;
    }
    long wanted = spec.number(0, "healthCheckNodePort");
    String given = wanted == 0 ? session.anyPort() : null;
    if (given != null) {
      spec.set(Long.parseLong(given), "healthCheckNodePort");
    } else {
      certain(errors, wanted, "spec.healthCheckNodePort", own, session);
    }
  }

  private void certain(
      List<FieldError> errors,
      long port,
      String path,
      Set<String> own,
      ServiceAllocations.Session session) {
    if (own.contains(Long.toString(port))) {
      return;
    }
    if (!allocations.ports().contains(port)) {
      errors.add(
          FieldError.invalid(
              path,
              port,
              "provided port is not in the valid range. The range of valid ports is "
                  + allocations.ports()));
    } else if (!session.take(Long.toString(port))) {
      errors.add(FieldError.invalid(path, port, "provided port is already allocated"));
    }
  }
}
