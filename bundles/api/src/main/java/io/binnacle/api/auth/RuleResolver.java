package io.binnacle.api.auth;

import java.util.List;

/** Lists what a user may do, as far as the authorizers can tell. Thread-safe; from memory. */
public interface RuleResolver {
  /**
   * Verbs on resources.
   *
   * @param verbs the verbs, {@code *} for all
   * @param apiGroups the groups, {@code *} for all
   * @param resources resources and {@code resource/subresource}, {@code *} for all
   * @param resourceNames only these objects, empty for all
   */
  record ResourceRule(
      List<String> verbs,
      List<String> apiGroups,
      List<String> resources,
      List<String> resourceNames) {
    public ResourceRule {
      verbs = List.copyOf(verbs);
      apiGroups = List.copyOf(apiGroups);
      resources = List.copyOf(resources);
      resourceNames = List.copyOf(resourceNames);
    }
  }

  /**
   * Verbs on paths that are no resources.
   *
   * @param verbs the HTTP methods in lower case, {@code *} for all
   * @param paths the paths, a {@code *} at the end standing for any rest
   */
  record PathRule(List<String> verbs, List<String> paths) {
    public PathRule {
      verbs = List.copyOf(verbs);
      paths = List.copyOf(paths);
    }
  }

  /**
   * What a user may do.
   *
   * @param resources the resource rules, in the order in which they were found
   * @param paths the path rules
   * @param incomplete whether there may be more than these
   * @param errors what was in the way, for people; "" for nothing
   */
  record Rules(
      List<ResourceRule> resources, List<PathRule> paths, boolean incomplete, String errors) {
    public Rules {
      resources = List.copyOf(resources);
      paths = List.copyOf(paths);
    }
  }

  /** The rules that hold for the user in the namespace, cluster-wide ones included. */
  Rules rulesFor(UserInfo user, String namespace);
}
