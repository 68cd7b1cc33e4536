package io.binnacle.resources.core.internal.service;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Names;
import io.binnacle.resources.core.internal.rules.Choices;
import io.binnacle.resources.core.internal.rules.IpRules;
import io.binnacle.resources.core.internal.rules.LabelRules;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a Service as it stands. */
final class ServiceValidation {
  /** A day. */
  private static final long MOST_STICKY_SECONDS = 86400;

  private ServiceValidation() {}

  static List<FieldError> validate(Unstructured service) {
    Unstructured spec = new Unstructured(service.map("spec"));
    List<FieldError> errors = new ArrayList<>();
    if (spec.list("ports").isEmpty()
        && !ServiceKinds.isHeadless(spec)
        && !ServiceKinds.isExternalName(spec)) {
      errors.add(FieldError.required("spec.ports", ""));
    }
    byType(errors, spec);
    ServicePorts.check(errors, spec);
    errors.addAll(LabelRules.labels(spec.map("selector"), "spec.selector"));
    affinity(errors, spec);
    ServiceAddresses.check(errors, spec);
    externalIps(errors, spec);
    Choices.require(
        errors,
        "spec.type",
        spec.string("type"),
        "ClusterIP",
        "ExternalName",
        "LoadBalancer",
        "NodePort");
    ServicePorts.checkNodePorts(errors, spec);
    balancer(errors, spec);
    policies(errors, spec);
    return errors;
  }

  private static void byType(List<FieldError> errors, Unstructured spec) {
    String type = spec.string("type");
    if (ServiceKinds.isNodePort(spec) || ServiceKinds.isLoadBalancer(spec)) {
      if (ServiceKinds.isHeadless(spec)) {
        errors.add(
            FieldError.invalid(
                "spec.clusterIPs[0]",
                ServiceKinds.HEADLESS,
                "may not be set to 'None' for " + type + " services"));
      }
    } else if (ServiceKinds.isExternalName(spec)) {
      if (!spec.list("clusterIPs").isEmpty()) {
        errors.add(
            FieldError.forbidden("spec.clusterIPs", "may not be set for ExternalName services"));
      }
      for (String field : List.of("ipFamilies", "ipFamilyPolicy")) {
        if (spec.get(field) != null) {
          errors.add(
              FieldError.forbidden("spec." + field, "may not be set for ExternalName services"));
        }
      }
      String name = spec.string("externalName");
      String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
      String problem = name.isEmpty() ? null : Names.subdomain(bare, false);
      if (name.isEmpty()) {
        errors.add(FieldError.required("spec.externalName", ""));
      } else if (problem != null) {
        errors.add(FieldError.invalid("spec.externalName", name, problem));
      }
    }
  }

  private static void affinity(List<FieldError> errors, Unstructured spec) {
    String affinity = spec.string("sessionAffinity");
    Choices.require(errors, "spec.sessionAffinity", affinity, "ClientIP", "None");
    if (affinity.equals("ClientIP")) {
      long seconds = spec.number(0, "sessionAffinityConfig", "clientIP", "timeoutSeconds");
      if (seconds <= 0 || seconds > MOST_STICKY_SECONDS) {
        errors.add(
            FieldError.invalid(
                "spec.sessionAffinityConfig.clientIP.timeoutSeconds",
                seconds,
                "must be greater than 0 and less than " + MOST_STICKY_SECONDS));
      }
    }
  }

  private static void externalIps(List<FieldError> errors, Unstructured spec) {
    List<?> addresses = spec.list("externalIPs");
    for (int i = 0; i < addresses.size(); i++) {
      String address = String.valueOf(addresses.get(i));
      String path = "spec.externalIPs[" + i + "]";
      if (IpRules.parse(address) == null) {
        errors.add(FieldError.invalid(path, address, IpRules.ADDRESS));
      } else {
        errors.addAll(IpRules.nonSpecial(address, path));
      }
    }
  }

  private static void balancer(List<FieldError> errors, Unstructured spec) {
    List<?> ranges = spec.list("loadBalancerSourceRanges");
    boolean balancer = ServiceKinds.isLoadBalancer(spec);
    if (!ranges.isEmpty() && !balancer) {
      errors.add(
          FieldError.forbidden(
              "spec.LoadBalancerSourceRanges", "may only be used when `type` is 'LoadBalancer'"));
    }
    for (int i = 0; i < ranges.size(); i++) {
      String range = String.valueOf(ranges.get(i)).strip();
      if (!IpRules.isNetwork(range)) {
        errors.add(
            FieldError.invalid("spec.LoadBalancerSourceRanges[" + i + "]", range, IpRules.NETWORK));
      }
    }
    if (!balancer && spec.get("allocateLoadBalancerNodePorts") != null) {
      errors.add(
          FieldError.forbidden(
              "spec.allocateLoadBalancerNodePorts",
              "may only be used when `type` is 'LoadBalancer'"));
    }
    balancerClass(errors, spec);
  }

  static void balancerClass(List<FieldError> errors, Unstructured spec) {
    String at = "spec.loadBalancerClass";
    if (!(spec.get("loadBalancerClass") instanceof String name)) {
      return;
    }
    if (ServiceKinds.isLoadBalancer(spec)) {
      errors.addAll(LabelRules.key(name, at));
    } else {
      errors.add(FieldError.forbidden(at, "may only be used when `type` is 'LoadBalancer'"));
    }
  }

  private static void policies(List<FieldError> errors, Unstructured spec) {
    String external = spec.string("externalTrafficPolicy");
    if (!external.isEmpty() && !ServiceKinds.isReachedFromOutside(spec)) {
      errors.add(
          FieldError.invalid(
              "spec.externalTrafficPolicy",
              external,
              "may only be set for externally-accessible services"));
    } else {
      Choices.check(errors, "spec.externalTrafficPolicy", external, "Cluster", "Local");
    }
    if (spec.number(0, "healthCheckNodePort") != 0 && !ServiceKinds.wantsHealthPort(spec)) {
      errors.add(
          FieldError.invalid(
              "spec.healthCheckNodePort",
              spec.get("healthCheckNodePort"),
              "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is"
                  + " 'Local'"));
    }
    Choices.check(
        errors,
        "spec.internalTrafficPolicy",
        spec.string("internalTrafficPolicy"),
        "Cluster",
        "Local");
    Choices.check(
        errors,
        "spec.trafficDistribution",
        spec.string("trafficDistribution"),
        "PreferClose",
        "PreferSameZone",
        "PreferSameNode");
  }
}
