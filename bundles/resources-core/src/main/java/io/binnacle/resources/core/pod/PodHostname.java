package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Names;
import java.util.List;

/** The name that a pod's host shows in place of all that is made of the pod's (KEP-4762). */
final class PodHostname {
  private static final int MAX_BYTES = 64;

  private PodHostname() {}

  static void check(List<FieldError> errors, Unstructured spec, String path) {
    if (!(spec.get("hostnameOverride") instanceof String name)) {
      return;
    }
    String at = path + ".hostnameOverride";
    for (String other : List.of("setHostnameAsFQDN", "hostNetwork")) {
      if (spec.bool(other)) {
        errors.add(FieldError.forbidden(at, "may not be specified when " + other + " is true"));
      }
    }
    if (name.length() > MAX_BYTES) {
      errors.add(FieldError.tooLong(at, MAX_BYTES));
    }
    String problem = Names.subdomain(name, false);
    if (problem != null) {
      errors.add(FieldError.invalid(at, name, problem));
    }
  }
}
