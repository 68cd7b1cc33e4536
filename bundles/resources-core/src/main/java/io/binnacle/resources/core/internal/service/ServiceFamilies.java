package io.binnacle.resources.core.internal.service;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.resources.core.internal.rules.IpRules;
import java.util.ArrayList;
import java.util.List;

/**
 * Which IP families a Service has, on a cluster with one or two. See KEP-563; a headless Service
 * without selector may have both anywhere, as its endpoints are its owner's affair.
 */
final class ServiceFamilies {
  private static final String POLICY = "ipFamilyPolicy";
  private static final String FAMILIES = "ipFamilies";
  private static final String SINGLE = "SingleStack";
  private static final String PREFERRED = "PreferDualStack";
  private static final String REQUIRED = "RequireDualStack";

  private final Unstructured spec;
  private final Unstructured before;
  private final List<String> cluster;
  private final List<FieldError> errors = new ArrayList<>();

  private ServiceFamilies(Unstructured spec, Unstructured before, List<String> cluster) {
    this.spec = spec;
    this.before = before;
    this.cluster = cluster;
  }

  /**
   * Fills in families and policy; returns what can't be had.
   *
   * @param before the spec that is replaced, empty for a new Service
   * @param cluster the families that there are addresses of, first the one given unasked
   */
  static List<FieldError> settle(Unstructured spec, Unstructured before, List<String> cluster) {
    ServiceFamilies families = new ServiceFamilies(spec, before, cluster);
    if (ServiceKinds.hasClusterAddress(spec) && !families.keepsPreference()) {
      families.settle();
    }
    return families.errors;
  }

  /** A Service that prefers both keeps what it got, however the cluster has changed since. */
  private boolean keepsPreference() {
    return ServiceKinds.hasClusterAddress(before)
        && spec.string(POLICY).equals(PREFERRED)
        && before.string(POLICY).equals(PREFERRED)
        && spec.list("clusterIPs").equals(before.list("clusterIPs"))
        && spec.list(FAMILIES).equals(before.list(FAMILIES));
  }

  private void settle() {
    boolean free = ServiceKinds.isHeadless(spec) && spec.map("selector").isEmpty();
    policy(free);
    if (!before.content().isEmpty()) {
      change();
    }
    checkPolicy();
    inferFromAddresses();
    if (!errors.isEmpty()) {
      return;
    }
    if (!free) {
      checkCluster();
      if (!errors.isEmpty()) {
        return;
      }
    }
    List<Object> families = new ArrayList<>(spec.list(FAMILIES));
    if (families.isEmpty()) {
      families.add(cluster.get(0));
    }
    if (families.size() == 1 && !policyIs(SINGLE) && (free || cluster.size() == 2)) {
      families.add(families.get(0).equals("IPv4") ? "IPv6" : "IPv4");
    }
    spec.set(families, FAMILIES);
  }

  private void policy(boolean free) {
    if (!spec.string(POLICY).isEmpty()) {
      return;
    }
    String old = before.string(POLICY);
    spec.set(old.isEmpty() ? free ? REQUIRED : SINGLE : old, POLICY);
  }

  /** Going back to one family gives up the second address; that has to be said by the policy. */
  private void change() {
    List<?> addresses = spec.list("clusterIPs");
    List<?> families = spec.list(FAMILIES);
    List<?> oldAddresses = before.list("clusterIPs");
    List<?> oldFamilies = before.list(FAMILIES);
    if (policyIs(SINGLE)) {
      if (addresses.size() > 1 && addresses.equals(oldAddresses)) {
        spec.set(new ArrayList<>(addresses.subList(0, 1)), "clusterIPs");
      }
      if (families.size() > 1 && families.equals(oldFamilies)) {
        spec.set(new ArrayList<>(families.subList(0, 1)), FAMILIES);
      }
      return;
    }
    if (reduced(addresses, oldAddresses)) {
      refusePolicy("must be 'SingleStack' to release the secondary cluster IP");
    }
    if (reduced(families, oldFamilies)) {
      refusePolicy("must be 'SingleStack' to release the secondary IP family");
    }
  }

  private static boolean reduced(List<?> now, List<?> before) {
    return before.size() == 2 && now.size() == 1 && now.get(0).equals(before.get(0));
  }

  private void checkPolicy() {
    if (!policyIs(SINGLE)) {
      return;
    }
    String both = "must be 'RequireDualStack' or 'PreferDualStack' when multiple ";
    if (spec.list("clusterIPs").size() == 2) {
      refusePolicy(both + "cluster IPs are specified");
    }
    if (spec.list(FAMILIES).size() == 2) {
      refusePolicy(both + "IP families are specified");
    }
  }

  private void inferFromAddresses() {
    List<?> addresses = spec.list("clusterIPs");
    if (addresses.isEmpty() || ServiceKinds.isHeadless(spec)) {
      return;
    }
    List<Object> families = new ArrayList<>(spec.list(FAMILIES));
    for (int i = families.size(); i < addresses.size(); i++) {
      String family = IpRules.isV6(String.valueOf(addresses.get(i))) ? "IPv6" : "IPv4";
      if (!cluster.contains(family)) {
        errors.add(
            FieldError.invalid(
                "spec.clusterIPs[" + i + "]",
                addresses,
                family + " is not configured on this cluster"));
      } else {
        families.add(family);
      }
    }
    if (!families.isEmpty()) {
      spec.set(families, FAMILIES);
    }
  }

  private void checkCluster() {
    if (policyIs(REQUIRED) && cluster.size() < 2) {
      refusePolicy("this cluster is not configured for dual-stack services");
    }
    List<?> families = spec.list(FAMILIES);
    for (int i = 0; i < families.size(); i++) {
      if (!cluster.contains(String.valueOf(families.get(i)))) {
        errors.add(
            FieldError.invalid(
                "spec.ipFamilies[" + i + "]", families.get(i), "not configured on this cluster"));
      }
    }
  }

  private boolean policyIs(String policy) {
    return spec.string(POLICY).equals(policy);
  }

  private void refusePolicy(String why) {
    errors.add(FieldError.invalid("spec." + POLICY, spec.string(POLICY), why));
  }
}
