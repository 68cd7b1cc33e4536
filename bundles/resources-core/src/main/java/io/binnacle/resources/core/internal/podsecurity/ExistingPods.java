package io.binnacle.resources.core.internal.podsecurity;

import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.translate.LocalObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What the pods that are there break of a policy that is to come. */
final class ExistingPods {
  private static final int MOST = 3000;
  private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

  private ExistingPods() {}

  /** Warnings for whoever asks for the policy: a few lines, however many pods there are. */
  static List<String> warnings(ResourceStore pods, String namespace, Policy policy) {
    Collection<LocalObject> all =
        pods.cache().snapshot(ReadFreshness.MOST_RECENT).list(namespace, "");
    Map<String, TreeSet<String>> names = new TreeMap<>();
    long start = System.nanoTime();
    int looked = 0;
    for (LocalObject stored : all) {
      if (looked == MOST || System.nanoTime() - start > NANOS) {
        break;
      }
      looked++;
      Unstructured pod = pods.translator().toTree(stored);
      List<Violation> violations = Standards.violations(policy, PodParts.of(pod));
      if (!violations.isEmpty()) {
        String reasons =
            violations.stream().map(Violation::reason).collect(Collectors.joining(", "));
        names.computeIfAbsent(reasons, r -> new TreeSet<>()).add(pod.name());
      }
    }
    List<String> warnings = new ArrayList<>();
    if (looked < all.size()) {
      warnings.add(
          "new PodSecurity enforce level only checked against the first "
              + looked
              + " of "
              + all.size()
              + " existing pods");
    }
    if (!names.isEmpty()) {
      warnings.add(
          "existing pods in namespace \""
              + namespace
              + "\" violate the new PodSecurity enforce level \""
              + policy
              + "\"");
      names.entrySet().stream()
          .map(entry -> counted(entry.getValue()) + ": " + entry.getKey())
          .sorted()
          .forEach(warnings::add);
    }
    return warnings;
  }

  private static String counted(TreeSet<String> names) {
    int others = names.size() - 1;
    return switch (others) {
      case 0 -> names.first();
      case 1 -> names.first() + " (and 1 other pod)";
      default -> names.first() + " (and " + others + " other pods)";
    };
  }
}
