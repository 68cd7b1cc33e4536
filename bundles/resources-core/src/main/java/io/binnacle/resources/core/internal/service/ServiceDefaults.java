package io.binnacle.resources.core.internal.service;

import io.binnacle.api.object.Unstructured;
import io.binnacle.resources.core.internal.rules.Blank;
import java.util.LinkedHashMap;

/** Defaults of a Service that need no look at other Services. */
final class ServiceDefaults {
  /** Three hours. */
  private static final long STICKY_SECONDS = 10800L;

  private ServiceDefaults() {}

  static void apply(Unstructured service) {
    service.setDefault(new LinkedHashMap<>(), "spec");
    Unstructured spec = Unstructured.of(service.map("spec"));
    Blank.fill(spec, "None", "sessionAffinity");
    if (spec.string("sessionAffinity").equals("None")) {
      spec.remove("sessionAffinityConfig");
    }
    if (spec.string("sessionAffinity").equals("ClientIP")) {
      spec.setDefault(STICKY_SECONDS, "sessionAffinityConfig", "clientIP", "timeoutSeconds");
    }
    Blank.fill(spec, "ClusterIP", "type");
    for (Unstructured port : spec.items("ports")) {
      Blank.fill(port, "TCP", "protocol");
      if (Blank.is(port.get("targetPort"))) {
        port.set(port.number(0, "port"), "targetPort");
      }
    }
    if (ServiceKinds.isReachedFromOutside(spec)) {
      Blank.fill(spec, "Cluster", "externalTrafficPolicy");
    }
    if (ServiceKinds.hasClusterAddress(spec)) {
      spec.setDefault("Cluster", "internalTrafficPolicy");
    }
    if (ServiceKinds.isLoadBalancer(spec)) {
      spec.setDefault(true, "allocateLoadBalancerNodePorts");
    }
    service.setDefault(new LinkedHashMap<>(), "status", "loadBalancer");
  }
}
