package io.binnacle.resources.core.internal.quota;

import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.admission.AdmissionReview.Operation;
import io.binnacle.api.object.Unstructured;
import io.binnacle.resources.core.internal.amounts.Amounts;
import io.binnacle.resources.core.internal.amounts.PodAmounts;
import io.binnacle.resources.core.internal.strategy.PodQuality;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Counts pods and what they ask for. Pods that have run their course count as objects only, as do
 * those that should be gone and are not, because their node does not answer.
 */
final class PodEvaluator implements Evaluator {
  private static final String COUNT = "count/pods";
  private static final String PODS = "pods";
  private static final String REQUESTS = "requests.";
  private static final String LIMITS = "limits.";
  private static final String HUGE_PAGES = "hugepages-";
  private static final List<String> COMPUTE = List.of("cpu", "memory", "ephemeral-storage");

  /** What every container has to speak of where a quota limits it. */
  private static final Set<String> MUST_SPEAK =
      Set.of("cpu", "memory", "requests.cpu", "requests.memory", "limits.cpu", "limits.memory");

  private final InstantSource clock;

  PodEvaluator(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public boolean handles(AdmissionReview review) {
    return switch (review.context().subresource()) {
      case "" ->
          review.operation() == Operation.CREATE
              || review.operation() == Operation.UPDATE && changesScope(review);
      case "resize" -> review.operation() == Operation.UPDATE;
      default -> false;
    };
  }

  /** A pod that gets a deadline goes from one kind of quota to the other. */
  private static boolean changesScope(AdmissionReview review) {
    Unstructured before = review.previous();
    Unstructured now = review.object();
    return before != null && now != null && hasDeadline(before) != hasDeadline(now);
  }

  @Override
  public boolean uses(String resource) {
    if (resource.equals(COUNT) || resource.equals(PODS) || COMPUTE.contains(resource)) {
      return true;
    }
    boolean requested = resource.startsWith(REQUESTS);
    if (requested || resource.startsWith(LIMITS)) {
      String bare = resource.substring(resource.indexOf('.') + 1);
      return COMPUTE.contains(bare)
          || (requested && (bare.startsWith(HUGE_PAGES) || isExtended(bare)));
    }
    return resource.startsWith(HUGE_PAGES);
  }

  /** Whether a resource is one of somebody else's, such as {@code example.com/gpu}. */
  private static boolean isExtended(String resource) {
    return resource.contains("/")
        && !resource.contains("kubernetes.io/")
        && !resource.startsWith(REQUESTS);
  }

  @Override
  public boolean isIn(ScopeTerm term, Unstructured pod) {
    return switch (term.scope()) {
      case "Terminating" -> hasDeadline(pod);
      case "NotTerminating" -> !hasDeadline(pod);
      case "BestEffort" -> PodQuality.of(pod).equals("BestEffort");
      case "NotBestEffort" -> !PodQuality.of(pod).equals("BestEffort");
      case "PriorityClass" -> term.holds(pod.string("spec", "priorityClassName"));
      case "CrossNamespacePodAffinity" -> looksBeyondItsNamespace(pod);
      default -> false;
    };
  }

  private static boolean hasDeadline(Unstructured pod) {
    return pod.number(-1, "spec", "activeDeadlineSeconds") >= 0;
  }

  private static boolean looksBeyondItsNamespace(Unstructured pod) {
    for (String kind : List.of("podAffinity", "podAntiAffinity")) {
      Unstructured affinity = new Unstructured(pod.map("spec", "affinity", kind));
      List<Unstructured> terms =
          new ArrayList<>(affinity.items("requiredDuringSchedulingIgnoredDuringExecution"));
      affinity
          .items("preferredDuringSchedulingIgnoredDuringExecution")
          .forEach(weighted -> terms.add(new Unstructured(weighted.map("podAffinityTerm"))));
      for (Unstructured term : terms) {
        if (!term.list("namespaces").isEmpty() || term.get("namespaceSelector") != null) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public String missing(Set<String> limited, Unstructured pod) {
    Map<String, Set<String>> silent = new TreeMap<>();
    Set<String> required = new TreeSet<>(limited);
    required.retainAll(MUST_SPEAK);
    required.removeAll(
        asked(Amounts.of(pod.map("spec", "resources", "requests")), limits(pod, "spec")).names());
    for (String list : List.of("containers", "initContainers")) {
      for (Unstructured container : pod.items("spec", list)) {
        Amounts requests = Amounts.of(container.map("resources", "requests"));
        Set<String> spokenOf = asked(requests, limits(container)).names();
        for (String resource : required) {
          if (!spokenOf.contains(resource)) {
            silent.computeIfAbsent(resource, r -> new TreeSet<>()).add(container.string("name"));
          }
        }
      }
    }
    return silent.isEmpty()
        ? ""
        : silent.entrySet().stream()
            .map(entry -> entry.getKey() + " for: " + String.join(",", entry.getValue()))
            .collect(Collectors.joining("; ", "must specify ", ""));
  }

  private static Amounts limits(Unstructured holder, String... path) {
    Unstructured at = path.length == 0 ? holder : new Unstructured(holder.map(path));
    return Amounts.of(at.map("resources", "limits"));
  }

  @Override
  public Amounts usage(Unstructured pod) {
    Amounts count = Amounts.of(COUNT, 1);
    if (isOver(pod)) {
      return count;
    }
    PodAmounts held = PodAmounts.held(pod);
    return count.plus(asked(held.requests(), held.limits()));
  }

  private boolean isOver(Unstructured pod) {
    String phase = pod.string("status", "phase");
    if (phase.equals("Failed") || phase.equals("Succeeded")) {
      return true;
    }
    return pod.isBeingDeleted()
        && pod.get("metadata", "deletionGracePeriodSeconds") != null
        && clock
            .instant()
            .isAfter(
                Instant.parse(pod.string("metadata", "deletionTimestamp"))
                    .plusSeconds(pod.number(0, "metadata", "deletionGracePeriodSeconds")));
  }

  /** Requests and limits by the names that quotas have for them. */
  private static Amounts asked(Amounts requests, Amounts limits) {
    Amounts asked = Amounts.of(PODS, 1);
    for (String resource : requests.names()) {
      boolean plain = COMPUTE.contains(resource) || resource.startsWith(HUGE_PAGES);
      if (plain) {
        asked = asked.plus(Amounts.of(resource, requests.orZero(resource)));
      }
      if (plain || isExtended(resource)) {
        asked = asked.plus(Amounts.of(REQUESTS + resource, requests.orZero(resource)));
      }
    }
    for (String resource : limits.names()) {
      if (COMPUTE.contains(resource)) {
        asked = asked.plus(Amounts.of(LIMITS + resource, limits.orZero(resource)));
      }
    }
    return asked;
  }
}
