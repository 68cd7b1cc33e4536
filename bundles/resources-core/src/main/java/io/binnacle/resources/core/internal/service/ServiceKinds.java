package io.binnacle.resources.core.internal.service;

import io.binnacle.api.object.Unstructured;

/** What follows from a Service's type. Each takes the Service's {@code spec}. */
final class ServiceKinds {
  static final String HEADLESS = "None";

  private ServiceKinds() {}

  static boolean isExternalName(Unstructured spec) {
    return spec.string("type").equals("ExternalName");
  }

  static boolean isLoadBalancer(Unstructured spec) {
    return spec.string("type").equals("LoadBalancer");
  }

  static boolean isNodePort(Unstructured spec) {
    return spec.string("type").equals("NodePort");
  }

  /** Whether it has a cluster IP, be it that of none. */
  static boolean hasClusterAddress(Unstructured spec) {
    return spec.string("type").equals("ClusterIP") || isNodePort(spec) || isLoadBalancer(spec);
  }

  static boolean isHeadless(Unstructured spec) {
    return HEADLESS.equals(spec.string("clusterIP"))
        || (!spec.list("clusterIPs").isEmpty() && HEADLESS.equals(spec.list("clusterIPs").get(0)));
  }

  /** Whether its ports are given ports on the nodes. */
  static boolean wantsNodePorts(Unstructured spec) {
    return isNodePort(spec)
        || (isLoadBalancer(spec)
            && !Boolean.FALSE.equals(spec.get("allocateLoadBalancerNodePorts")));
  }

  static boolean isReachedFromOutside(Unstructured spec) {
    return isNodePort(spec)
        || isLoadBalancer(spec)
        || (spec.string("type").equals("ClusterIP") && !spec.list("externalIPs").isEmpty());
  }

  static boolean wantsHealthPort(Unstructured spec) {
    return isLoadBalancer(spec) && spec.string("externalTrafficPolicy").equals("Local");
  }
}
