package io.binnacle.resources.core.internal.rules;

import io.binnacle.api.status.FieldError;
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
    return CONTAINER.contains(name) || name.startsWith("hugepages-");
  }

  /** Whether amounts of it must be whole: everything with a domain of its own. */
  static boolean isExtended(String name) {
    return name.contains("/")
        && !name.startsWith("kubernetes.io/")
        && !name.contains(".kubernetes.io/")
        && !name.startsWith("requests.");
  }

  /** The name of a resource in a container's limits or requests. */
  public static List<FieldError> ofContainer(String name, String path) {
    List<FieldError> errors = new ArrayList<>(LabelRules.key(name, path));
    if (!errors.isEmpty() || name.contains("/")) {
      return errors;
    }
    if (!isOfContainer(name)) {
      if (!QUOTA.contains(name)) {
        errors.add(
            FieldError.invalid(path, name, "must be a standard resource type or fully qualified"));
      }
      errors.add(FieldError.invalid(path, name, "must be a standard resource for containers"));
    }
    return errors;
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
