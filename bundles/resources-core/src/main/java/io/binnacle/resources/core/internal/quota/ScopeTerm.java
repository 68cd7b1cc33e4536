package io.binnacle.resources.core.internal.quota;

import io.binnacle.api.object.Unstructured;
import java.util.ArrayList;
import java.util.List;

/**
 * One condition on what a quota counts.
 *
 * @param scope such as {@code PriorityClass}
 * @param operator {@code In}, {@code NotIn}, {@code Exists} or {@code DoesNotExist}
 * @param values for the first two
 */
record ScopeTerm(String scope, String operator, List<String> values) {
  /** All conditions of a quota. */
  static List<ScopeTerm> of(Unstructured quota) {
    List<ScopeTerm> terms = new ArrayList<>();
    for (Object scope : quota.list("spec", "scopes")) {
      terms.add(new ScopeTerm(String.valueOf(scope), "Exists", List.of()));
    }
    for (Unstructured term : quota.items("spec", "scopeSelector", "matchExpressions")) {
      terms.add(
          new ScopeTerm(
              term.string("scopeName"),
              term.string("operator"),
              term.list("values").stream().map(String::valueOf).toList()));
    }
    return terms;
  }

  /**
   * Whether it holds of a name, such as a priority class's.
   *
   * @param name "" for none
   */
  boolean holds(String name) {
    return switch (operator) {
      case "Exists" -> !name.isEmpty();
      case "DoesNotExist" -> name.isEmpty();
      case "In" -> !name.isEmpty() && values.contains(name);
      case "NotIn" -> name.isEmpty() || !values.contains(name);
      default -> false;
    };
  }
}
