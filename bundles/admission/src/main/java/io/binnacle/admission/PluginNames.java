package io.binnacle.admission;

import java.util.Set;
import java.util.TreeSet;

/**
 * The names that {@code --enable-admission-plugins} and {@code --disable-admission-plugins} may
 * speak of: kube-apiserver's. Some stand for what is not served here; they are accepted, so that
 * command lines can be taken over as they are.
 */
final class PluginNames {
  private static final Set<String> KNOWN =
      Set.of(
          "AlwaysAdmit",
          "AlwaysDeny",
          "AlwaysPullImages",
          "CertificateApproval",
          "CertificateSigning",
          "CertificateSubjectRestriction",
          "ClusterTrustBundleAttest",
          "DefaultIngressClass",
          "DefaultStorageClass",
          "DefaultTolerationSeconds",
          "DenyServiceExternalIPs",
          "EventRateLimit",
          "ExtendedResourceToleration",
          "ImagePolicyWebhook",
          "JobValidation",
          "LimitPodHardAntiAffinityTopology",
          "LimitRanger",
          "MutatingAdmissionPolicy",
          "MutatingAdmissionWebhook",
          "NamespaceAutoProvision",
          "NamespaceExists",
          "NamespaceLifecycle",
          "NodeDeclaredFeatureValidator",
          "NodeRestriction",
          "OwnerReferencesPermissionEnforcement",
          "PersistentVolumeClaimResize",
          "PodGroupProtection",
          "PodGroupWorkloadExists",
          "PodNodeSelector",
          "PodResizeValidator",
          "PodSecurity",
          "PodTolerationRestriction",
          "PodTopologyLabels",
          "Priority",
          "ResourceQuota",
          "RuntimeClass",
          "ServiceAccount",
          "StorageObjectInUseProtection",
          "TaintNodesByCondition",
          "ValidatingAdmissionPolicy",
          "ValidatingAdmissionWebhook");

  private PluginNames() {}

  /**
   * Checks what the two flags say.
   *
   * @throws IllegalArgumentException naming a plugin that is not known, or is in both
   */
  static void check(Set<String> enabled, Set<String> disabled) {
    known(enabled, "enable-admission-plugins");
    known(disabled, "disable-admission-plugins");
    Set<String> both = new TreeSet<>(enabled);
    both.retainAll(disabled);
    if (!both.isEmpty()) {
      throw new IllegalArgumentException(
          both + " in enable-admission-plugins and disable-admission-plugins overlapped");
    }
  }

  private static void known(Set<String> names, String flag) {
    for (String name : new TreeSet<>(names)) {
      if (!KNOWN.contains(name)) {
        throw new IllegalArgumentException(flag + " plugin \"" + name + "\" is unknown");
      }
    }
  }
}
