package io.binnacle.resources.core.internal.service;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.util.List;
import java.util.Objects;

/**
 * What a Service that keeps its kind may not change: its first address and its balancer's class.
 */
final class ServiceChanges {
  private ServiceChanges() {}

  static void check(List<FieldError> errors, Unstructured object, Unstructured previous) {
    Unstructured spec = new Unstructured(object.map("spec"));
    Unstructured before = new Unstructured(previous.map("spec"));
    if (ServiceKinds.isLoadBalancer(spec)
        && ServiceKinds.isLoadBalancer(before)
        && !Objects.equals(spec.get("loadBalancerClass"), before.get("loadBalancerClass"))) {
      errors.add(
          FieldError.invalid(
              "spec.loadBalancerClass", spec.get("loadBalancerClass"), "may not change once set"));
    }
    // The original looks at the class as part of a change, and again as part of a Service.
    ServiceValidation.balancerClass(errors, spec);
    if (ServiceKinds.isExternalName(spec) || ServiceKinds.isExternalName(before)) {
      return;
    }
    List<?> was = before.list("clusterIPs");
    List<?> is = spec.list("clusterIPs");
    if (was.isEmpty()) {
      return;
    }
    if (is.isEmpty()) {
      errors.add(
          FieldError.invalid("spec.clusterIPs[0]", is, "primary clusterIP can not be unset"));
    } else if (!was.get(0).equals(is.get(0))) {
      errors.add(FieldError.invalid("spec.clusterIPs[0]", is, "may not change once set"));
    }
  }
}
