package io.binnacle.auth.rbac;

import io.binnacle.api.object.Unstructured;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The roles and bindings as they come in, and the index made of them: after a change only the
 * namespaces that it touched are indexed anew. Not thread-safe: one thread feeds it and hands the
 * index on.
 */
final class RbacObjects {
  private final Map<RoleKey, List<PolicyRule>> roles = new HashMap<>();
  private final Map<String, Map<String, Binding>> bindings = new HashMap<>();
  private final Set<String> touched = new HashSet<>();
  private boolean rolesTouched;
  private RbacIndex index = RbacIndex.EMPTY;

  void putRole(Unstructured role) {
    roles.put(key(role), PolicyRule.of(role));
    rolesTouched = true;
  }

  void removeRole(Unstructured role) {
    roles.remove(key(role));
    rolesTouched = true;
  }

  /** Forgets all Roles, or all ClusterRoles. */
  void clearRoles(boolean clusterWide) {
    roles.keySet().removeIf(role -> role.namespace().isEmpty() == clusterWide);
    rolesTouched = true;
  }

  void putBinding(Unstructured object) {
    Binding binding = Binding.of(object);
    // In order of names, so that the same question always gets the same reason.
    bindings
        .computeIfAbsent(binding.namespace(), namespace -> new TreeMap<>())
        .put(binding.name(), binding);
    touched.add(binding.namespace());
  }

  void removeBinding(Unstructured object) {
    Map<String, Binding> ofNamespace = bindings.get(object.namespace());
    if (ofNamespace != null && ofNamespace.remove(object.name()) != null) {
      touched.add(object.namespace());
    }
  }

  /** Forgets all RoleBindings, or all ClusterRoleBindings. */
  void clearBindings(boolean clusterWide) {
    for (String namespace : Set.copyOf(bindings.keySet())) {
      if (namespace.isEmpty() == clusterWide) {
        bindings.remove(namespace);
        touched.add(namespace);
      }
    }
  }

  RbacIndex index() {
    if (!touched.isEmpty() || rolesTouched) {
      index =
          new RbacIndex(
              rolesTouched ? Map.copyOf(roles) : index.roles(),
              touched.isEmpty() ? index.bindings() : indexedBindings());
      touched.clear();
      rolesTouched = false;
    }
    return index;
  }

  private Map<String, Map<String, List<Binding>>> indexedBindings() {
    Map<String, Map<String, List<Binding>>> all = new HashMap<>(index.bindings());
    for (String namespace : touched) {
      Map<String, List<Binding>> bySubject = bySubject(namespace);
      if (bySubject.isEmpty()) {
        all.remove(namespace);
        bindings.remove(namespace);
      } else {
        all.put(namespace, bySubject);
      }
    }
    return Map.copyOf(all);
  }

  private Map<String, List<Binding>> bySubject(String namespace) {
    Map<String, List<Binding>> bySubject = new HashMap<>();
    for (Binding binding : bindings.getOrDefault(namespace, Map.of()).values()) {
      for (Binding.Subject subject : binding.subjects()) {
        if (!subject.key().isEmpty()) {
          bySubject.computeIfAbsent(subject.key(), key -> new ArrayList<>(1)).add(binding);
        }
      }
    }
    return bySubject;
  }

  private static RoleKey key(Unstructured role) {
    return new RoleKey(role.namespace(), role.name());
  }
}
