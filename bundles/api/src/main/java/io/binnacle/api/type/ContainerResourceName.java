package io.binnacle.api.type;

import io.binnacle.api.selector.LabelSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The rule for the name of what a container may ask for; answers with kube-apiserver's words.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/">Resource
 *     management for containers</a>
 */
public final class ContainerResourceName {
  private static final Set<String> OF_CONTAINERS = Set.of("cpu", "memory", "ephemeral-storage");

  /** What is known by name elsewhere, but is nothing that containers could ask for. */
  private static final Set<String> OTHERS =
      Set.of(
          "requests.cpu",
          "requests.memory",
          "requests.ephemeral-storage",
          "requests.storage",
          "limits.cpu",
          "limits.memory",
          "limits.ephemeral-storage",
          "storage",
          "pods",
          "resourcequotas",
          "services",
          "services.nodeports",
          "services.loadbalancers",
          "replicationcontrollers",
          "secrets",
          "configmaps",
          "persistentvolumeclaims");

  private static final String PAGES = "hugepages-";
  private static final String QUOTA_PREFIX = "requests.";

  private ContainerResourceName() {}

  /** All that is wrong with a name, nothing if it is right. */
  public static List<String> problems(String name) {
    List<String> wrong = new ArrayList<>(LabelSyntax.keyProblems(name));
    if (name.contains("/")) {
      if (!name.contains("kubernetes.io/") && !isExtended(name)) {
        wrong.add("doesn't follow extended resource name standard");
      }
      return wrong;
    }
    boolean ofContainers = OF_CONTAINERS.contains(name) || name.startsWith(PAGES);
    if (wrong.isEmpty()
        && !ofContainers
        && !OTHERS.contains(name)
        && !name.startsWith(QUOTA_PREFIX + PAGES)) {
      wrong.add("must be a standard resource type or fully qualified");
    }
    if (!ofContainers) {
      wrong.add("must be a standard resource for containers");
    }
    return wrong;
  }

  private static boolean isExtended(String name) {
    return !name.startsWith(QUOTA_PREFIX) && LabelSyntax.keyProblems(QUOTA_PREFIX + name).isEmpty();
  }
}
