package io.binnacle.resources.core.internal.service;

import io.binnacle.api.object.Unstructured;
import java.util.ArrayList;
import java.util.List;

/** What clients are told of Services that are taken: fields without effect or soon without. */
final class ServiceWarnings {
  private static final String OLD_HINTS = "service.kubernetes.io/topology-aware-hints";

  private ServiceWarnings() {}

  static List<String> of(Unstructured service) {
    List<String> warnings = new ArrayList<>();
    Unstructured spec = new Unstructured(service.map("spec"));
    if (service.annotations().containsKey(OLD_HINTS)) {
      warnings.add(
          "annotation "
              + OLD_HINTS
              + " is deprecated, please use service.kubernetes.io/topology-mode instead");
    }
    boolean headless = ServiceKinds.isHeadless(spec);
    boolean external = ServiceKinds.isExternalName(spec);
    if (headless) {
      headless(warnings, spec);
    }
    if (!spec.list("externalIPs").isEmpty()) {
      if (!headless && !external) {
        warnings.add(
            "spec.externalIPs is deprecated and may no longer be implemented in some clusters");
      }
      if (external) {
        warnings.add("spec.externalIPs is ignored when spec.type is \"ExternalName\"");
      }
    }
    if (!external && !spec.string("externalName").isEmpty()) {
      warnings.add("spec.externalName is ignored when spec.type is not \"ExternalName\"");
    }
    if (spec.string("trafficDistribution").equals("PreferClose")) {
      warnings.add(
          "spec.trafficDistribution: \"PreferClose\" is deprecated; use \"PreferSameZone\"");
    }
    return warnings;
  }

  private static void headless(List<String> warnings, Unstructured spec) {
    if (!spec.string("loadBalancerIP").isEmpty()) {
      warnings.add("spec.loadBalancerIP is ignored for headless services");
    }
    if (!spec.list("externalIPs").isEmpty()) {
      warnings.add("spec.externalIPs is ignored for headless services");
    }
    if (!spec.string("sessionAffinity").equals("None")) {
      warnings.add("spec.SessionAffinity is ignored for headless services");
    }
  }
}
