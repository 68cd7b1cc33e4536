package io.binnacle.auth.rbac;

import io.binnacle.api.auth.Attributes;
import io.binnacle.api.object.Unstructured;
import java.util.Collection;
import java.util.List;

/** RBAC as its documentation tells it, looking at everything each time. */
final class ObviousRbac {
  private ObviousRbac() {}

  static boolean allows(Collection<Unstructured> objects, Attributes asked) {
    for (Unstructured binding : objects) {
      if (binding.kind().endsWith("Binding")
          && (binding.namespace().isEmpty()
              || asked.resourceRequest() && binding.namespace().equals(asked.namespace()))
          && binding.items("subjects").stream().anyMatch(s -> means(s, binding, asked))) {
        for (Unstructured role : objects) {
          if (isRoleOf(binding, role)
              && role.items("rules").stream().anyMatch(rule -> allows(rule, asked))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean isRoleOf(Unstructured binding, Unstructured role) {
    return role.kind().equals(binding.string("roleRef", "kind"))
        && role.name().equals(binding.string("roleRef", "name"))
        && (role.kind().equals("ClusterRole") || role.namespace().equals(binding.namespace()));
  }

  private static boolean means(Unstructured subject, Unstructured binding, Attributes asked) {
    String name = subject.string("name");
    if (subject.string("kind").equals("Group")) {
      return asked.user().groups().contains(name);
    }
    if (subject.string("kind").equals("User")) {
      return asked.user().name().equals(name);
    }
    String namespace =
        subject.string("namespace").isEmpty() ? binding.namespace() : subject.string("namespace");
    return !namespace.isEmpty()
        && asked.user().name().equals("system:serviceaccount:" + namespace + ":" + name);
  }

  private static boolean allows(Unstructured rule, Attributes asked) {
    if (!hasAny(rule, "verbs", "*", asked.verb())) {
      return false;
    }
    if (!asked.resourceRequest()) {
      return rule.list("nonResourceURLs").stream()
          .map(String::valueOf)
          .anyMatch(
              url ->
                  url.endsWith("*")
                      ? asked.path().startsWith(url.substring(0, url.length() - 1))
                      : asked.path().equals(url));
    }
    String sub = asked.subresource();
    boolean resource =
        sub.isEmpty()
            ? hasAny(rule, "resources", "*", asked.resource())
            : hasAny(rule, "resources", "*", asked.resource() + "/" + sub, "*/" + sub);
    return resource
        && hasAny(rule, "apiGroups", "*", asked.group())
        && (rule.list("resourceNames").isEmpty() || hasAny(rule, "resourceNames", asked.name()));
  }

  private static boolean hasAny(Unstructured rule, String field, String... wanted) {
    return List.of(wanted).stream().anyMatch(text -> rule.list(field).contains(text));
  }
}
