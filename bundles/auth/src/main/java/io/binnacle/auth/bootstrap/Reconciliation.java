package io.binnacle.auth.bootstrap;

import io.binnacle.api.object.Unstructured;
import io.binnacle.auth.rbac.PolicyRule;
import io.binnacle.auth.rbac.RuleCover;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds to an object what a bootstrap role or binding must have and it lacks. What was added by
 * others stays. An object annotated with {@code autoupdate: "false"} is left alone.
 */
final class Reconciliation {
  private Reconciliation() {}

  /** Whether the binding points to another role, which can't be changed: it must be made anew. */
  static boolean pointsElsewhere(Unstructured existing, Unstructured wanted) {
    return !isProtected(existing)
        && !(existing.string("roleRef", "kind").equals(wanted.string("roleRef", "kind"))
            && existing.string("roleRef", "name").equals(wanted.string("roleRef", "name")));
  }

  /** The object as it must be, a new tree; null if it is so already. */
  static @Nullable Unstructured missing(Unstructured existing, Unstructured wanted) {
    if (isProtected(existing)) {
      return null;
    }
    Unstructured changed = existing.deepCopy();
    addMissing(wanted.labels(), changed, "labels");
    addMissing(wanted.annotations(), changed, "annotations");
    for (PolicyRule rule : RuleCover.missing(PolicyRule.of(existing), PolicyRule.of(wanted))) {
      BootstrapPolicy.append(tree(rule), changed, "rules");
    }
    appendMissing(wanted, changed, "aggregationRule", "clusterRoleSelectors");
    appendMissing(wanted, changed, "subjects");
    return changed.equals(existing) ? null : changed;
  }

  private static boolean isProtected(Unstructured existing) {
    return "false".equals(existing.annotations().get(BootstrapPolicy.AUTOUPDATE));
  }

  private static void addMissing(Map<String, String> wanted, Unstructured changed, String field) {
    wanted.forEach((key, value) -> changed.setDefault(value, "metadata", field, key));
  }

  private static void appendMissing(Unstructured wanted, Unstructured changed, String... path) {
    for (Object item : wanted.list(path)) {
      if (!changed.list(path).contains(item)) {
        BootstrapPolicy.append(Unstructured.copy(item), changed, path);
      }
    }
  }

  private static Map<String, @Nullable Object> tree(PolicyRule rule) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    put(tree, "verbs", rule.verbs());
    put(tree, "apiGroups", rule.apiGroups());
    put(tree, "resources", rule.resources());
    put(tree, "resourceNames", rule.resourceNames());
    put(tree, "nonResourceURLs", rule.paths());
    return tree;
  }

  private static void put(Map<String, @Nullable Object> tree, String field, List<String> texts) {
    if (!texts.isEmpty()) {
      tree.put(field, new ArrayList<>(texts));
    }
  }
}
