package io.binnacle.resources.core.internal.rules;

import io.binnacle.api.selector.LabelSyntax;
import io.binnacle.api.status.FieldError;
import io.binnacle.resources.core.internal.amounts.PodAmounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The names by which resources are counted: cpu, memory, example.com/gpu. */
public final class ResourceNames {
  private static final Set<String> CONTAINER = Set.of("cpu", "memory", "ephemeral-storage");
  private static final Set<String> QUOTA =
      Set.of(
          "cpu",
          "memory",
          "ephemeral-storage",
          "requests.cpu",
          "requests.memory",
          "requests.storage",
          "requests.ephemeral-storage",
          "limits.cpu",
          "limits.memory",
          "limits.ephemeral-storage",
          "pods",
          "resourcequotas",
          "services",
          "replicationcontrollers",
          "secrets",
          "persistentvolumeclaims",
          "configmaps",
          "services.nodeports",
          "services.loadbalancers");
  private static final Set<String> WHOLE_IN_QUOTA =
      Set.of(
          "pods",
          "resourcequotas",
          "services",
          "replicationcontrollers",
          "secrets",
          "persistentvolumeclaims",
          "configmaps",
          "services.nodeports",
          "services.loadbalancers");

  private ResourceNames() {}

  /** Whether it is a standard resource of containers, huge pages among them. */
  static boolean isOfContainer(String name) {
    return CONTAINER.contains(name) || isHugePages(name);
  }

  /** Whether Kubernetes itself defines it; the names of all others have a domain of their own. */
  public static boolean isNative(String name) {
    return !name.contains("/") || name.contains("kubernetes.io/");
  }

  /** Whether amounts of it must be whole: everything with a domain of its own. */
  static boolean isExtended(String name) {
    return !isNative(name)
        && !name.startsWith("requests.")
        && LabelSyntax.keyProblems("requests." + name).isEmpty();
  }

  /** Whether more of it may be promised than there is. */
  public static boolean isOvercommitAllowed(String name) {
    return isNative(name) && !isHugePages(name);
  }

  public static boolean isHugePages(String name) {
    return name.startsWith("hugepages-");
  }

  /** The name of a resource in a container's limits or requests. */
  public static List<FieldError> ofContainer(String name, String path) {
    List<FieldError> errors = new ArrayList<>(ofAnything(name, path));
    if (!name.contains("/")) {
      if (!isOfContainer(name)) {
        errors.add(FieldError.invalid(path, name, "must be a standard resource for containers"));
      }
    } else if (!isNative(name) && !isExtended(name)) {
      errors.add(FieldError.invalid(path, name, "doesn't follow extended resource name standard"));
    }
    return errors;
  }

  /** The name of a resource in the limits or requests of a pod as a whole. */
  public static List<FieldError> ofPod(String name, String path) {
    List<FieldError> errors = ofAnything(name, path);
    return !errors.isEmpty() || PodAmounts.isOfPods(name)
        ? errors
        : List.of(FieldError.notSupported(path, name, List.of("cpu", "hugepages-", "memory")));
  }

  /** The name of a resource, whatever has it. */
  public static List<FieldError> ofAnything(String name, String path) {
    List<FieldError> errors = LabelRules.key(name, path);
    boolean known =
        name.contains("/")
            || QUOTA.contains(name)
            || name.equals("storage")
            || isHugePages(name)
            || name.startsWith("requests.hugepages-");
    return !errors.isEmpty() || known
        ? errors
        : List.of(
            FieldError.invalid(path, name, "must be a standard resource type or fully qualified"));
  }

  /** Whether it is one of those that quotas limit by a plain name. */
  public static boolean isStandardInQuota(String name) {
    return QUOTA.contains(name);
  }

  /** The name of a resource that a quota limits. */
  public static List<FieldError> ofQuota(String name, String path) {
    List<FieldError> errors = new ArrayList<>(LabelRules.key(name, path));
    if (!errors.isEmpty() || name.contains("/")) {
      return errors;
    }
    if (!QUOTA.contains(name) && !name.contains("hugepages-")) {
      errors.add(
          FieldError.invalid(path, name, "must be a standard resource type or fully qualified"));
      errors.add(FieldError.invalid(path, name, "must be a standard resource for quota"));
    }
    return errors;
  }

  /** An amount: not negative, and whole where the resource can't be divided. */
  public static List<FieldError> amount(String name, Object amount, String path) {
    Quantity quantity = Quantity.of(amount);
    if (quantity.signum() < 0) {
      return List.of(
          FieldError.invalid(path, amount.toString(), "must be greater than or equal to 0"));
    }
    boolean whole = isExtended(name) || WHOLE_IN_QUOTA.contains(name) || name.startsWith("count/");
    return whole && !quantity.isWhole()
        ? List.of(FieldError.invalid(path, amount.toString(), "must be an integer"))
        : List.of();
  }
}
