package io.binnacle.resources.core.internal;

import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.object.GroupResource;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.selector.SelectorTree;
import io.binnacle.api.status.Cause;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.translate.LocalObject;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The PodDisruptionBudgets that an eviction must keep to. An eviction that is let pass is counted
 * on the budget at once, by a conditional write, so that two can't both take the last place; the
 * budget's controller takes it from there. Thread-safe.
 */
final class DisruptionBudgets {
  private static final GroupResource RESOURCE = new GroupResource("policy", "poddisruptionbudgets");
  private static final RequestContext SERVER = RequestContext.server("v1").onSubresource("status");
  private static final int MAX_UNCONFIRMED = 2000;
  private static final int RETRY_SECONDS = 10;
  private static final String CONDITION = "DisruptionAllowed";

  private final InstantSource clock;
  private volatile @Nullable ResourceStore store;

  DisruptionBudgets(InstantSource clock) {
    this.clock = clock;
  }

  /** Where the budgets are; null while there are none. */
  void follow(@Nullable ResourceStore budgets) {
    store = budgets;
  }

  /**
   * Lets a running pod be evicted, or throws what keeps it from that.
   *
   * @param dryRun whether nothing is to be counted
   */
  void permit(Unstructured pod, boolean dryRun) {
    ResourceStore budgets = store;
    if (budgets == null) {
      return;
    }
    List<Unstructured> matching = matching(budgets, pod);
    if (matching.size() > 1) {
      throw StatusException.internalError(
          "This pod has more than one PodDisruptionBudget, which the eviction subresource does not"
              + " support.");
    }
    if (matching.isEmpty() || isUnhealthyAndFree(matching.get(0), pod)) {
      return;
    }
    Unstructured budget = matching.get(0);
    if (dryRun) {
      take(budget.deepCopy(), pod.name());
      return;
    }
    budgets.patch(
        SERVER,
        budget.namespace(),
        budget.name(),
        ResourceStore.Patch.untracked(
            current -> {
              if (current == null) {
                throw StatusException.notFound(RESOURCE, budget.name());
              }
              take(current, pod.name());
              return current;
            }));
  }

  private static List<Unstructured> matching(ResourceStore budgets, Unstructured pod) {
    List<Unstructured> result = new ArrayList<>();
    for (LocalObject stored :
        budgets.cache().snapshot(ReadFreshness.MOST_RECENT).list(pod.namespace(), "")) {
      Unstructured budget = budgets.translator().toTree(stored);
      boolean selects =
          SelectorTree.at(budget, "spec", "selector")
              .flatMap(SelectorTree::compile)
              .map(selector -> selector.matches(pod.labels()))
              .orElse(false);
      if (selects) {
        result.add(budget);
      }
    }
    return result;
  }

  /** A pod that is not ready serves no one; the budget says whether it may always go. */
  private static boolean isUnhealthyAndFree(Unstructured budget, Unstructured pod) {
    boolean ready =
        pod.items("status", "conditions").stream()
            .anyMatch(c -> c.string("type").equals("Ready") && c.string("status").equals("True"));
    if (ready) {
      return false;
    }
    long healthy = budget.number(0, "status", "currentHealthy");
    long wanted = budget.number(0, "status", "desiredHealthy");
    boolean always = budget.string("spec", "unhealthyPodEvictionPolicy").equals("AlwaysAllow");
    return always || healthy >= wanted && wanted > 0;
  }

  /** Counts one more eviction on the budget, or says why there is no place for it. */
  private void take(Unstructured budget, String pod) {
    String name = budget.name();
    if (budget.number(0, "status", "observedGeneration")
        < budget.number(0, "metadata", "generation")) {
      throw tooMany(
          "The disruption budget " + name + " is still being processed by the server.",
          RETRY_SECONDS);
    }
    long allowed = budget.number(0, "status", "disruptionsAllowed");
    if (allowed < 0) {
      throw StatusException.forbidden(RESOURCE, name, "pdb disruptions allowed is negative");
    }
    if (budget.map("status", "disruptedPods").size() > MAX_UNCONFIRMED) {
      throw StatusException.forbidden(
          RESOURCE,
          name,
          "DisruptedPods map too big - too many evictions not confirmed by PDB controller");
    }
    if (allowed == 0) {
      throw tooMany("The disruption budget " + name + " " + full(budget), 0);
    }
    String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    budget.set(allowed - 1, "status", "disruptionsAllowed");
    budget.set(now, "status", "disruptedPods", pod);
    if (allowed == 1) {
      tellFull(budget, now);
    }
  }

  private static String full(Unstructured budget) {
    for (Unstructured condition : budget.items("status", "conditions")) {
      if (condition.string("type").equals(CONDITION)
          && condition.string("reason").equals("SyncFailed")) {
        return "does not allow evicting pods because it failed sync: "
            + condition.string("message");
      }
    }
    long healthy = budget.number(0, "status", "currentHealthy");
    long wanted = budget.number(0, "status", "desiredHealthy");
    return healthy <= wanted
        ? "needs " + wanted + " healthy pods and has " + healthy + " currently"
        : "does not allow evicting pods currently";
  }

  private static void tellFull(Unstructured budget, String now) {
    List<@Nullable Object> conditions = budget.list("status", "conditions");
    List<@Nullable Object> changed = new ArrayList<>();
    String since = now;
    for (Object item : conditions) {
      Unstructured condition = Unstructured.of((Map<?, ?>) Objects.requireNonNull(item));
      if (!condition.string("type").equals(CONDITION)) {
        changed.add(item);
      } else if (condition.string("status").equals("False")) {
        since = condition.string("lastTransitionTime");
      }
    }
    Unstructured full = Unstructured.create("", "");
    full.content().clear();
    full.set(CONDITION, "type");
    full.set("False", "status");
    full.set(budget.number(0, "status", "observedGeneration"), "observedGeneration");
    full.set(since, "lastTransitionTime");
    full.set("InsufficientPods", "reason");
    full.set("", "message");
    changed.add(full.content());
    budget.set(changed, "status", "conditions");
  }

  private static StatusException tooMany(String cause, int retryAfterSeconds) {
    return new StatusException(
        Reason.TOO_MANY_REQUESTS,
        429,
        "Cannot evict pod as it would violate the pod's disruption budget.",
        new StatusException.Details(
            "", "", "", "", List.of(new Cause("DisruptionBudget", cause, "")), retryAfterSeconds));
  }
}
