package io.binnacle.auth.rbac;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Compares what is granted with what is held, verb by verb and resource by resource. */
public final class RuleCover {
  private RuleCover() {}

  /** The parts of the wanted rules that the held ones do not allow, each for itself. */
  public static List<PolicyRule> missing(List<PolicyRule> held, List<PolicyRule> wanted) {
    List<PolicyRule> missing = new ArrayList<>();
    for (PolicyRule rule : wanted) {
      for (PolicyRule part : parts(rule)) {
        if (held.stream().noneMatch(owned -> covers(owned, part))) {
          missing.add(part);
        }
      }
    }
    return missing;
  }

  /** Puts the verbs of parts that speak of the same resource together. */
  static List<PolicyRule> compact(List<PolicyRule> parts) {
    Map<PolicyRule, LinkedHashSet<String>> verbsByRest = new LinkedHashMap<>();
    List<PolicyRule> compacted = new ArrayList<>();
    for (PolicyRule part : parts) {
      if (part.paths().isEmpty()) {
        verbsByRest
            .computeIfAbsent(withVerbs(part, List.of()), rest -> new LinkedHashSet<>())
            .addAll(part.verbs());
      } else {
        compacted.add(part);
      }
    }
    verbsByRest.forEach((rest, verbs) -> compacted.add(withVerbs(rest, new ArrayList<>(verbs))));
    return compacted;
  }

  private static PolicyRule withVerbs(PolicyRule rule, List<String> verbs) {
    return new PolicyRule(
        verbs, rule.apiGroups(), rule.resources(), rule.resourceNames(), rule.paths());
  }

  private static List<PolicyRule> parts(PolicyRule rule) {
    List<PolicyRule> parts = new ArrayList<>();
    for (String group : rule.apiGroups()) {
      for (String resource : rule.resources()) {
        for (String verb : rule.verbs()) {
          if (rule.resourceNames().isEmpty()) {
            parts.add(part(verb, group, resource, List.of()));
          }
          for (String name : rule.resourceNames()) {
            parts.add(part(verb, group, resource, List.of(name)));
          }
        }
      }
    }
    for (String path : rule.paths()) {
      for (String verb : rule.verbs()) {
        parts.add(new PolicyRule(List.of(verb), List.of(), List.of(), List.of(), List.of(path)));
      }
    }
    return parts;
  }

  private static PolicyRule part(String verb, String group, String resource, List<String> names) {
    return new PolicyRule(List.of(verb), List.of(group), List.of(resource), names, List.of());
  }

  private static boolean covers(PolicyRule held, PolicyRule part) {
    if (!hasAll(held.verbs(), part.verbs())) {
      return false;
    }
    if (!part.paths().isEmpty()) {
      String wanted = part.paths().get(0);
      return held.paths().stream().anyMatch(path -> PolicyRule.pathMatches(path, wanted));
    }
    return hasAll(held.apiGroups(), part.apiGroups())
        && coversResource(held.resources(), part.resources().get(0))
        && (held.resourceNames().isEmpty()
            || !part.resourceNames().isEmpty()
                && held.resourceNames().containsAll(part.resourceNames()));
  }

  private static boolean hasAll(List<String> held, List<String> wanted) {
    return held.contains("*") || held.containsAll(wanted);
  }

  private static boolean coversResource(List<String> held, String wanted) {
    int slash = wanted.indexOf('/');
    return held.contains("*")
        || held.contains(wanted)
        || slash >= 0 && held.contains("*" + wanted.substring(slash));
  }
}
