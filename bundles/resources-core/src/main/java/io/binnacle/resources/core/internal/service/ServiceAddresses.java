package io.binnacle.resources.core.internal.service;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.resources.core.internal.rules.Choices;
import io.binnacle.resources.core.internal.rules.IpRules;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The addresses of a Service and the IP families it says they are of. */
final class ServiceAddresses {
  private ServiceAddresses() {}

  static void check(List<FieldError> errors, Unstructured spec) {
    if (ServiceKinds.isExternalName(spec)) {
      return;
    }
    List<?> addresses = spec.list("clusterIPs");
    String first = spec.string("clusterIP");
    if (first.isEmpty() && !addresses.isEmpty()) {
      errors.add(
          FieldError.invalid(
              "spec.clusterIPs", addresses, "must be empty when `clusterIP` is not specified"));
    } else if (!addresses.isEmpty() && !first.equals(addresses.get(0))) {
      errors.add(
          FieldError.invalid("spec.clusterIPs", addresses, "first value must match `clusterIP`"));
    }
    families(errors, spec.list("ipFamilies"));
    Choices.check(
        errors,
        "spec.ipFamilyPolicy",
        spec.string("ipFamilyPolicy"),
        "PreferDualStack",
        "RequireDualStack",
        "SingleStack");
    for (int i = 0; i < addresses.size(); i++) {
      address(errors, spec, String.valueOf(addresses.get(i)), i);
    }
  }

  private static void families(List<FieldError> errors, List<?> families) {
    Set<Object> seen = new HashSet<>();
    for (int i = 0; i < families.size(); i++) {
      String path = "spec.ipFamilies[" + i + "]";
      Choices.check(errors, path, String.valueOf(families.get(i)), "IPv4", "IPv6");
      if (!seen.add(families.get(i))) {
        errors.add(FieldError.duplicate(path, families.get(i)));
      }
    }
  }

  private static void address(List<FieldError> errors, Unstructured spec, String address, int i) {
    String path = "spec.clusterIPs[" + i + "]";
    if (address.equals(ServiceKinds.HEADLESS)) {
      if (spec.list("clusterIPs").size() > 1) {
        errors.add(
            FieldError.invalid(
                "spec.clusterIPs",
                spec.list("clusterIPs"),
                "'None' must be the first and only value"));
      }
      return;
    }
    if (IpRules.parse(address) == null) {
      errors.add(FieldError.invalid(path, address, IpRules.ADDRESS));
      return;
    }
    List<?> families = spec.list("ipFamilies");
    if (i < families.size()) {
      boolean wantsV6 = "IPv6".equals(families.get(i));
      if (wantsV6 != IpRules.isV6(address)) {
        errors.add(
            FieldError.invalid(
                path,
                address,
                "expected an "
                    + families.get(i)
                    + " value as indicated by `ipFamilies["
                    + i
                    + "]`"));
      }
    }
  }
}
