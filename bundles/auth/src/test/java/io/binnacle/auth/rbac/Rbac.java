package io.binnacle.auth.rbac;

import io.binnacle.api.object.Unstructured;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Roles and bindings for tests, in few words. */
final class Rbac {
  private Rbac() {}

  @SafeVarargs
  static Unstructured role(
      String kind, String namespace, String name, Map<String, Object>... rules) {
    List<Map<String, Object>> list = new ArrayList<>();
    for (Map<String, Object> rule : rules) {
      list.add(rule);
    }
    return role(kind, namespace, name, list);
  }

  static Unstructured role(
      String kind, String namespace, String name, List<Map<String, Object>> rules) {
    Unstructured role = object(kind, namespace, name);
    role.set(new ArrayList<Object>(rules), "rules");
    return role;
  }

  /** Lists are joined by commas; no names: all. */
  static Map<String, Object> rule(String verbs, String groups, String resources, String names) {
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("verbs", List.of(verbs.split(",")));
    rule.put("apiGroups", List.of(groups.split(",", -1)));
    rule.put("resources", List.of(resources.split(",")));
    if (!names.isEmpty()) {
      rule.put("resourceNames", List.of(names.split(",")));
    }
    return rule;
  }

  /** Subjects are {@code User:x}, {@code Group:x}, {@code ServiceAccount:[ns/]x}. */
  static Unstructured binding(
      String namespace, String name, String roleKind, String roleName, String... subjects) {
    Unstructured binding =
        object(namespace.isEmpty() ? "ClusterRoleBinding" : "RoleBinding", namespace, name);
    binding.set(roleKind, "roleRef", "kind");
    binding.set(roleName, "roleRef", "name");
    List<Object> list = new ArrayList<>();
    for (String subject : subjects) {
      int colon = subject.indexOf(':');
      int slash = subject.indexOf('/');
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("kind", subject.substring(0, colon));
      entry.put("name", subject.substring(Math.max(colon, slash) + 1));
      if (slash > 0) {
        entry.put("namespace", subject.substring(colon + 1, slash));
      }
      list.add(entry);
    }
    binding.set(list, "subjects");
    return binding;
  }

  private static Unstructured object(String kind, String namespace, String name) {
    Unstructured object = Unstructured.create("rbac.authorization.k8s.io/v1", kind);
    object.set(name, "metadata", "name");
    if (!namespace.isEmpty()) {
      object.set(namespace, "metadata", "namespace");
    }
    return object;
  }
}
