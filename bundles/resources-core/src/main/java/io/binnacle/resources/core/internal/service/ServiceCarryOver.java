package io.binnacle.resources.core.internal.service;

import io.binnacle.api.object.Unstructured;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What an update that does not speak of addresses and ports keeps of them, and what it loses
 * because its new type has no use for them.
 */
final class ServiceCarryOver {
  private ServiceCarryOver() {}

  static void apply(Unstructured spec, Unstructured before) {
    clusterIps(spec, before);
    keep(spec, before);
    drop(spec, before);
  }

  /** The single field and the list say the same: the one that was changed decides. */
  static void clusterIps(Unstructured spec, Unstructured before) {
    String single = spec.string("clusterIP");
    List<?> list = spec.list("clusterIPs");
    boolean sameList = list.equals(before.list("clusterIPs"));
    if (single.isEmpty() && !list.isEmpty() && sameList) {
      spec.remove("clusterIPs");
    } else if (!single.isEmpty()
        && (list.isEmpty() || (sameList && !single.equals(before.string("clusterIP"))))) {
      spec.set(new ArrayList<>(List.of(single)), "clusterIPs");
    }
  }

  private static void keep(Unstructured spec, Unstructured before) {
    if (ServiceKinds.hasClusterAddress(before) && ServiceKinds.hasClusterAddress(spec)) {
      if (spec.string("clusterIP").isEmpty() && !before.string("clusterIP").isEmpty()) {
        spec.set(before.string("clusterIP"), "clusterIP");
      }
      if (spec.list("clusterIPs").isEmpty()
          && spec.string("clusterIP").equals(before.string("clusterIP"))
          && before.get("clusterIPs") != null) {
        spec.set(Unstructured.copy(before.get("clusterIPs")), "clusterIPs");
      }
      for (String field : List.of("ipFamilies", "ipFamilyPolicy")) {
        if (spec.get(field) == null && before.get(field) != null) {
          spec.set(Unstructured.copy(before.get(field)), field);
        }
      }
    }
    if (ServiceKinds.wantsNodePorts(before) && ServiceKinds.wantsNodePorts(spec)) {
      nodePorts(spec, before);
    }
    if (ServiceKinds.wantsHealthPort(before)
        && ServiceKinds.wantsHealthPort(spec)
        && spec.number(0, "healthCheckNodePort") == 0) {
      spec.set(before.number(0, "healthCheckNodePort"), "healthCheckNodePort");
    }
  }

  private static void nodePorts(Unstructured spec, Unstructured before) {
    Set<Long> said = new HashSet<>();
    spec.items("ports").forEach(p -> said.add(p.number(0, "nodePort")));
    for (Unstructured port : spec.items("ports")) {
      if (port.number(0, "nodePort") != 0) {
        continue;
      }
      for (Unstructured old : before.items("ports")) {
        long number = old.number(0, "nodePort");
        if (number != 0
            && old.number(0, "port") == port.number(0, "port")
            && old.string("protocol").equals(port.string("protocol"))
            && said.add(number)) {
          port.set(number, "nodePort");
          break;
        }
      }
    }
  }

  private static void drop(Unstructured spec, Unstructured before) {
    if (ServiceKinds.hasClusterAddress(before) && !ServiceKinds.hasClusterAddress(spec)) {
      for (String field :
          List.of(
              "clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy", "internalTrafficPolicy")) {
        dropIfSame(spec, before, field);
      }
    }
    if (ServiceKinds.wantsNodePorts(before) && !ServiceKinds.wantsNodePorts(spec)) {
      Set<Long> old = new HashSet<>();
      before.items("ports").forEach(p -> old.add(p.number(0, "nodePort")));
      boolean same =
          spec.items("ports").stream().allMatch(p -> old.contains(p.number(0, "nodePort")));
      if (same) {
        spec.items("ports").forEach(p -> p.remove("nodePort"));
      }
    }
    if (ServiceKinds.wantsHealthPort(before) && !ServiceKinds.wantsHealthPort(spec)) {
      dropIfSame(spec, before, "healthCheckNodePort");
    }
    if (ServiceKinds.isLoadBalancer(before) && !ServiceKinds.isLoadBalancer(spec)) {
      dropIfSame(spec, before, "allocateLoadBalancerNodePorts");
      dropIfSame(spec, before, "loadBalancerClass");
    }
    if (ServiceKinds.isReachedFromOutside(before) && !ServiceKinds.isReachedFromOutside(spec)) {
      dropIfSame(spec, before, "externalTrafficPolicy");
    }
  }

  private static void dropIfSame(Unstructured spec, Unstructured before, String field) {
    Object now = spec.get(field);
    if ("".equals(now) || Objects.equals(now, before.get(field))) {
      spec.remove(field);
    }
  }
}
