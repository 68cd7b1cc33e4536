package io.binnacle.auth.rbac;

import io.binnacle.api.auth.Attributes;
import io.binnacle.api.auth.Authorizer.Decision;
import io.binnacle.api.auth.Authorizer.Verdict;
import io.binnacle.api.auth.UserInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All roles and bindings at one moment, found by whom they speak of: what a question costs depends
 * on the bindings of the one who asks, not on how many there are. Immutable.
 *
 * @param roles the rules by role
 * @param bindings by namespace ("" for the whole cluster), then by {@link Binding.Subject#key}
 */
record RbacIndex(
    Map<RoleKey, List<PolicyRule>> roles, Map<String, Map<String, List<Binding>>> bindings) {
  static final RbacIndex EMPTY = new RbacIndex(Map.of(), Map.of());

  /** What a user holds: rules, and what was missing while they were collected. */
  record Held(List<PolicyRule> rules, List<String> errors) {}

  Decision authorize(Attributes asked) {
    Set<String> errors = new LinkedHashSet<>();
    for (Binding binding : bindingsOf(asked.user(), asked.namespace())) {
      List<PolicyRule> rules = roles.get(binding.role());
      if (rules == null) {
        errors.add(binding.role().notFound());
        continue;
      }
      for (PolicyRule rule : rules) {
        if (rule.allows(asked)) {
          return new Decision(Verdict.ALLOW, binding.reason(asked.user()));
        }
      }
    }
    return new Decision(Verdict.NO_OPINION, errors.isEmpty() ? "" : "RBAC: " + joined(errors));
  }

  /** The rules that a user holds in a namespace, those of the whole cluster first. */
  Held held(UserInfo user, String namespace) {
    List<PolicyRule> rules = new ArrayList<>();
    Set<String> errors = new LinkedHashSet<>();
    for (Binding binding : bindingsOf(user, namespace)) {
      List<PolicyRule> found = roles.get(binding.role());
      if (found == null) {
        errors.add(binding.role().notFound());
      } else {
        rules.addAll(found);
      }
    }
    return new Held(rules, List.copyOf(errors));
  }

  static String joined(java.util.Collection<String> errors) {
    return errors.size() == 1 ? errors.iterator().next() : "[" + String.join(", ", errors) + "]";
  }

  private List<Binding> bindingsOf(UserInfo user, String namespace) {
    List<Binding> found = new ArrayList<>();
    Set<Binding> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    collect(user, bindings.getOrDefault("", Map.of()), seen, found);
    if (!namespace.isEmpty()) {
      collect(user, bindings.getOrDefault(namespace, Map.of()), seen, found);
    }
    return found;
  }

  private static void collect(
      UserInfo user, Map<String, List<Binding>> bySubject, Set<Binding> seen, List<Binding> found) {
    if (bySubject.isEmpty()) {
      return;
    }
    collect(bySubject.getOrDefault(Binding.userKey(user.name()), List.of()), seen, found);
    for (String group : user.groups()) {
      collect(bySubject.getOrDefault(Binding.groupKey(group), List.of()), seen, found);
    }
  }

  private static void collect(List<Binding> candidates, Set<Binding> seen, List<Binding> found) {
    for (Binding candidate : candidates) {
      if (seen.add(candidate)) {
        found.add(candidate);
      }
    }
  }
}
