package io.binnacle.resources.core.internal.amounts;

import io.binnacle.api.object.Unstructured;
import java.util.HashMap;
import java.util.Map;

/**
 * What a pod asks for altogether: its containers together with its sidecars, or the largest init
 * container together with the sidecars started before it, whichever is more; what the pod says for
 * itself instead of that; and its overhead.
 */
public final class PodAmounts {
  private static final String REQUESTS = "requests";
  private static final String LIMITS = "limits";

  private final Unstructured pod;

  /** What the node says that containers have, by container; empty where that does not count. */
  private final Map<String, Unstructured> actual = new HashMap<>();

  private PodAmounts(Unstructured pod) {
    this.pod = pod;
  }

  /** What the pod's spec says. */
  public static PodAmounts of(Unstructured pod) {
    return new PodAmounts(pod);
  }

  /** What the pod may hold now: as long as a resize is under way, the more of before and after. */
  public static PodAmounts held(Unstructured pod) {
    PodAmounts amounts = new PodAmounts(pod);
    for (String list : new String[] {"containerStatuses", "initContainerStatuses"}) {
      for (Unstructured status : pod.items("status", list)) {
        amounts.actual.put(status.string("name"), status);
      }
    }
    return amounts;
  }

  /** What the containers ask for, whatever the pod says for itself. */
  public Amounts containerRequests() {
    return ofContainers(REQUESTS);
  }

  /** What the containers may use, whatever the pod says for itself. */
  public Amounts containerLimits() {
    return ofContainers(LIMITS);
  }

  /** Without the overhead. */
  public Amounts ownRequests() {
    return total(REQUESTS);
  }

  /** Without the overhead. */
  public Amounts ownLimits() {
    return total(LIMITS);
  }

  public Amounts requests() {
    return ownRequests().plus(overhead());
  }

  public Amounts limits() {
    Amounts own = ownLimits();
    return own.plus(overhead().only(own.withoutZeros().names()));
  }

  private Amounts overhead() {
    return Amounts.of(pod.map("spec", "overhead"));
  }

  private Amounts total(String which) {
    Amounts own = Amounts.of(pod.map("spec", "resources", which));
    return ofContainers(which).overriddenBy(own.only(PodAmounts::isOfPods));
  }

  private Amounts ofContainers(String which) {
    Amounts running = Amounts.NONE;
    for (Unstructured container : pod.items("spec", "containers")) {
      running = running.plus(of(container, which));
    }
    Amounts sidecars = Amounts.NONE;
    Amounts starting = Amounts.NONE;
    for (Unstructured container : pod.items("spec", "initContainers")) {
      Amounts own = of(container, which);
      if (container.string("restartPolicy").equals("Always")) {
        running = running.plus(own);
        sidecars = sidecars.plus(own);
        own = sidecars;
      } else {
        own = own.plus(sidecars);
      }
      starting = starting.max(own);
    }
    return running.max(starting);
  }

  /** Whether pods as a whole can have it (KEP-2837). */
  public static boolean isOfPods(String resource) {
    return resource.equals("cpu") || resource.equals("memory") || resource.startsWith("hugepages-");
  }

  private Amounts of(Unstructured container, String which) {
    Amounts wanted = Amounts.of(container.map("resources", which));
    Unstructured status = actual.get(container.string("name"));
    if (status == null) {
      return wanted;
    }
    Amounts more = wanted.max(Amounts.of(status.map("resources", which)));
    return which.equals(REQUESTS) ? more.max(Amounts.of(status.map("allocatedResources"))) : more;
  }
}
