package io.binnacle.resources.core.internal.strategy;

import io.binnacle.api.object.Unstructured;
import io.binnacle.resources.core.internal.rules.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The quality of service class of a pod: which pods go first when a node runs out of memory. */
public final class PodQuality {
  private static final List<String> RESOURCES = List.of("cpu", "memory");

  private PodQuality() {}

  public static String of(Unstructured pod) {
    List<Unstructured> holders = new ArrayList<>();
    Unstructured spec = new Unstructured(pod.map("spec"));
    if (spec.get("resources") == null) {
      holders.addAll(spec.items("containers"));
      holders.addAll(spec.items("initContainers"));
    } else {
      holders.add(spec);
    }
    boolean any = false;
    boolean guaranteed = true;
    for (Unstructured holder : holders) {
      Map<String, ?> limits = holder.map("resources", "limits");
      Map<String, ?> requests = holder.map("resources", "requests");
      for (String resource : RESOURCES) {
        Quantity limit = Quantity.of(limits.get(resource));
        Quantity request = Quantity.of(requests.get(resource));
        any |= limit.signum() > 0 || request.signum() > 0;
        guaranteed &= limit.signum() > 0 && limit.compareTo(request) == 0;
      }
    }
    return !any ? "BestEffort" : guaranteed ? "Guaranteed" : "Burstable";
  }
}
