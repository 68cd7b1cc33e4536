package io.binnacle.api.auth;

import io.binnacle.api.object.GroupResource;
import java.util.List;
import java.util.Set;

/**
 * A ClusterRole that a bundle brings.
 *
 * @param name the ClusterRole's name
 * @param aggregatedTo the roles that take its rules over: {@code view}, {@code edit}, {@code admin}
 *     or others that gather ClusterRoles by the label {@code
 *     rbac.authorization.k8s.io/aggregate-to-NAME}
 * @param rules what it allows
 */
public record BundledRole(String name, Set<String> aggregatedTo, List<Rule> rules) {
  private static final List<String> READ = List.of("get", "list", "watch");
  private static final List<String> WRITE =
      List.of("create", "delete", "deletecollection", "patch", "update");

  /** A rule as a ClusterRole has it; {@code *} stands for all. */
  public record Rule(List<String> verbs, List<String> groups, List<String> resources) {
    public Rule {
      verbs = List.copyOf(verbs);
      groups = List.copyOf(groups);
      resources = List.copyOf(resources);
    }
  }

  public BundledRole {
    aggregatedTo = Set.copyOf(aggregatedTo);
    rules = List.copyOf(rules);
  }

  /** Who may view things in general, and so who may edit them, may read these. */
  public static BundledRole view(GroupResource resource) {
    return of(resource, "view", READ, List.of(resource.resource()));
  }

  /**
   * Who may edit things in general, and so who administrates a namespace, may change these.
   *
   * @param subresources those that they may ask by POST or change, too
   */
  public static BundledRole edit(GroupResource resource, String... subresources) {
    List<String> resources = new java.util.ArrayList<>(List.of(resource.resource()));
    for (String subresource : subresources) {
      resources.add(resource.resource() + "/" + subresource);
    }
    return of(resource, "edit", WRITE, resources);
  }

  private static BundledRole of(
      GroupResource resource, String role, List<String> verbs, List<String> resources) {
    return new BundledRole(
        resource + "-" + role,
        Set.of(role),
        List.of(new Rule(verbs, List.of(resource.group()), resources)));
  }
}
