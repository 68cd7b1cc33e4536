package io.binnacle.auth.bootstrap;

import io.binnacle.auth.rbac.PolicyRule;
import java.util.List;

/** The rules of ClusterRoles as every server begins with them, whatever became of the objects. */
public final class BuiltInRules {
  private BuiltInRules() {}

  /**
   * @throws IllegalArgumentException if there is no such role
   */
  public static List<PolicyRule> of(String clusterRole) {
    return BootstrapPolicy.read().stream()
        .filter(o -> o.kind().equals("ClusterRole") && o.name().equals(clusterRole))
        .findFirst()
        .map(PolicyRule::of)
        .orElseThrow(() -> new IllegalArgumentException("no role " + clusterRole));
  }
}
