package io.binnacle.resources.core.internal.service;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.status.StatusException;
import io.binnacle.resources.core.internal.rules.IpRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts an address and node ports into a Service that has to have them. */
final class ServiceAssignment {
  private static final int ATTEMPTS = 10;

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
        new ArrayList<>(
            ServiceFamilies.settle(
                spec, new Unstructured(before.map("spec")), allocations.networks().families()));
    Set<String> own = ServiceUsage.of(before);
    if (!errors.isEmpty() || !needsAny(spec, own)) {
      return errors;
    }
    Object wished = Unstructured.copy(service.get("spec"));
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      allocations.allocating(
          service,
          dryRun,
          session -> {
            addresses(errors, spec, own, session);
            nodePorts(errors, spec, own, session);
            healthPort(errors, spec, own, session);
            if (!errors.isEmpty()) {
              session.undo();
            }
          });
      String lost = errors.isEmpty() && !dryRun ? claim(service, own) : null;
      if (lost == null) {
        return errors;
      }
      // Another server was faster. What was given out freely is given out anew.
      boolean wanted = Unstructured.of(wished).list("clusterIPs").contains(lost);
      if (wanted) {
        errors.add(allocated(spec, lost));
        return errors;
      }
      spec.content().clear();
      spec.content().putAll(Unstructured.of(Unstructured.copy(wished)).content());
    }
    throw StatusException.internalError("failed to allocate a serviceIP: range is full");
  }

  /** Claims what the Service has been given; returns what another has, null if none has. */
  private @Nullable String claim(Unstructured service, Set<String> own) {
    List<String> claimed = new ArrayList<>();
    for (String address : ServiceUsage.addressesOf(service)) {
      if (own.contains(address)) {
        continue;
      }
      if (!allocations.claims().claim(address, service)) {
        claimed.forEach(mine -> allocations.claims().release(mine, service));
        return address;
      }
      claimed.add(address);
    }
    return null;
  }

  private static boolean needsAny(Unstructured spec, Set<String> own) {
    if (!ServiceKinds.hasClusterAddress(spec)) {
      return false;
    }
    boolean addresses =
        !ServiceKinds.isHeadless(spec)
            && (spec.list("clusterIPs").size() < spec.list("ipFamilies").size()
                || spec.list("clusterIPs").stream()
                    .anyMatch(ip -> !own.contains(IpRules.canonical(String.valueOf(ip)))));
    return addresses || ServiceKinds.isNodePort(spec) || ServiceKinds.isLoadBalancer(spec);
  }

  private void addresses(
      List<FieldError> errors,
      Unstructured spec,
      Set<String> own,
      ServiceAllocations.Session session) {
    if (ServiceKinds.isHeadless(spec)) {
      return;
    }
    List<Object> addresses = new ArrayList<>(spec.list("clusterIPs"));
    List<?> families = spec.list("ipFamilies");
    for (int i = 0; i < families.size(); i++) {
      if (i < addresses.size()) {
        certain(errors, spec, String.valueOf(addresses.get(i)), own, session);
        continue;
      }
      String given = session.anyAddress(String.valueOf(families.get(i)));
      if (given == null) {
        session.undo();
        throw StatusException.internalError("failed to allocate a serviceIP: range is full");
      }
      addresses.add(given);
    }
    if (!addresses.isEmpty()) {
      spec.set(addresses.get(0), "clusterIP");
      spec.set(addresses, "clusterIPs");
    }
  }

  private void certain(
      List<FieldError> errors,
      Unstructured spec,
      String wanted,
      Set<String> own,
      ServiceAllocations.Session session) {
    String address = IpRules.canonical(wanted);
    if (own.contains(address)) {
      return;
    }
    if (!allocations.networks().contains(address)) {
      errors.add(refused(spec, wanted, "the provided network does not match the current range"));
    } else if (!session.takeAddress(address)) {
      errors.add(allocated(spec, wanted));
    }
  }

  private static FieldError allocated(Unstructured spec, String address) {
    return refused(spec, address, "provided IP is already allocated");
  }

  private static FieldError refused(Unstructured spec, String address, String why) {
    return FieldError.invalid(
        "spec.clusterIPs",
        spec.list("clusterIPs"),
        "failed to allocate IP " + address + ": " + why);
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
    if (!session.isDryRun() && !allocations.ports().contains(port)) {
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
