package io.binnacle.auth.rbac;

import io.binnacle.api.auth.Attributes;
import io.binnacle.api.object.Unstructured;
import io.binnacle.auth.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * A rule of a role, {@code rbac.authorization.k8s.io/v1 PolicyRule}.
 *
 * @param verbs what may be done, {@code *} for all
 * @param apiGroups the groups, {@code *} for all
 * @param resources {@code pods}, {@code pods/log}, {@code *} for all, a star before a slash for one
 *     subresource of all
 * @param resourceNames only these objects, empty for all
 * @param paths paths that are no resources; a {@code *} at the end stands for any rest
 */
public record PolicyRule(
    List<String> verbs,
    List<String> apiGroups,
    List<String> resources,
    List<String> resourceNames,
    List<String> paths) {
  private static final String ALL = "*";

  public PolicyRule {
    verbs = List.copyOf(verbs);
    apiGroups = List.copyOf(apiGroups);
    resources = List.copyOf(resources);
    resourceNames = List.copyOf(resourceNames);
    paths = List.copyOf(paths);
  }

  /** The rules of a Role or ClusterRole. */
  public static List<PolicyRule> of(Unstructured role) {
    return role.items("rules").stream()
        .map(
            rule ->
                new PolicyRule(
                    texts(rule, "verbs"),
                    texts(rule, "apiGroups"),
                    texts(rule, "resources"),
                    texts(rule, "resourceNames"),
                    texts(rule, "nonResourceURLs")))
        .toList();
  }

  private static List<String> texts(Unstructured rule, String field) {
    List<String> texts = new ArrayList<>();
    for (Object text : rule.list(field)) {
      texts.add(String.valueOf(text));
    }
    return texts;
  }

  /** Whether this rule alone allows it. */
  public boolean allows(Attributes asked) {
    if (!has(verbs, asked.verb())) {
      return false;
    }
    if (!asked.resourceRequest()) {
      return paths.stream().anyMatch(pattern -> pathMatches(pattern, asked.path()));
    }
    return has(apiGroups, asked.group())
        && resourceMatches(asked.resource(), asked.subresource())
        && (resourceNames.isEmpty() || resourceNames.contains(asked.name()));
  }

  private boolean resourceMatches(String resource, String subresource) {
    if (subresource.isEmpty()) {
      return has(resources, resource);
    }
    return has(resources, resource + "/" + subresource) || resources.contains("*/" + subresource);
  }

  private static boolean has(List<String> list, String wanted) {
    return list.contains(ALL) || list.contains(wanted);
  }

  static boolean pathMatches(String pattern, String path) {
    if (pattern.equals(path)) {
      return true;
    }
    return pattern.endsWith(ALL) && path.startsWith(pattern.substring(0, stars(pattern)));
  }

  /** Where the stars at the end begin. */
  private static int stars(String pattern) {
    int end = pattern.length();
    while (end > 0 && pattern.charAt(end - 1) == '*') {
      end--;
    }
    return end;
  }

  /** As messages show a rule: what is empty is left out. */
  String text() {
    StringJoiner parts = new StringJoiner(", ", "{", "}");
    addTo(parts, "APIGroups", apiGroups);
    addTo(parts, "Resources", resources);
    addTo(parts, "NonResourceURLs", paths);
    addTo(parts, "ResourceNames", resourceNames);
    addTo(parts, "Verbs", verbs);
    return parts.toString();
  }

  private static void addTo(StringJoiner parts, String name, List<String> texts) {
    if (!texts.isEmpty()) {
      parts.add(name + ":" + Quoted.list(texts));
    }
  }
}
