package io.binnacle.resources.core.internal.service;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.util.List;

/** What a Service that keeps its kind may not change: its first address and its first family. */
final class ServiceChanges {
  private ServiceChanges() {}

  static void check(List<FieldError> errors, Unstructured object, Unstructured previous) {
    Unstructured spec = new Unstructured(object.map("spec"));
    Unstructured before = new Unstructured(previous.map("spec"));
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
