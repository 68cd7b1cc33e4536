package io.binnacle.resources.core.internal.service;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.resources.core.internal.rules.IpRules;
import java.util.ArrayList;
import java.util.List;

/**
 * Which IP families a Service has, on a cluster with one. See KEP-563; a headless Service without
 * selector has both, as its endpoints are its owner's affair.
 */
final class ServiceFamilies {
  private static final String SINGLE = "SingleStack";
  private static final String REQUIRED = "RequireDualStack";

  private ServiceFamilies() {}

  /** Fills in families and policy; returns what can't be had. */
  static List<FieldError> settle(Unstructured spec, String clusterFamily) {
    List<FieldError> errors = new ArrayList<>();
    if (!ServiceKinds.hasClusterAddress(spec)) {
      return errors;
    }
    boolean free = ServiceKinds.isHeadless(spec) && spec.map("selector").isEmpty();
    String policy = spec.string("ipFamilyPolicy");
    List<?> families = spec.list("ipFamilies");
    if (!free) {
      if (policy.equals(REQUIRED)) {
        errors.add(
            FieldError.invalid(
                "spec.ipFamilyPolicy",
                policy,
                "this cluster is not configured for dual-stack services"));
      }
      for (int i = 0; i < families.size(); i++) {
        if (!clusterFamily.equals(families.get(i))) {
          errors.add(
              FieldError.invalid(
                  "spec.ipFamilies[" + i + "]", families.get(i), "not configured on this cluster"));
        }
      }
    }
    if (policy.isEmpty()) {
      policy = free && families.size() != 1 ? REQUIRED : SINGLE;
      spec.set(policy, "ipFamilyPolicy");
    }
    if (families.isEmpty()) {
      List<Object> settled = new ArrayList<>();
      settled.add(ofAddress(spec, clusterFamily));
      if (free && !policy.equals(SINGLE)) {
        settled.add(settled.get(0).equals("IPv4") ? "IPv6" : "IPv4");
      }
      spec.set(settled, "ipFamilies");
    }
    return errors;
  }

  private static String ofAddress(Unstructured spec, String clusterFamily) {
    String address = spec.string("clusterIP");
    if (address.isEmpty() || ServiceKinds.isHeadless(spec)) {
      return clusterFamily;
    }
    return IpRules.isV6(address) ? "IPv6" : "IPv4";
  }
}
