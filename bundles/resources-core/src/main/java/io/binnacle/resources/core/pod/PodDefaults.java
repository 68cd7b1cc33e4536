package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.schema.Quantity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Defaults that Pods have and templates have not, beside those of their specification. */
public final class PodDefaults {
  private static final List<String> RUNNING = List.of("containers", "initContainers");

  private PodDefaults() {}

  public static void apply(Unstructured pod) {
    pod.setDefault(new LinkedHashMap<>(), "spec");
    Unstructured spec = Unstructured.of(pod.map("spec"));
    for (String list : RUNNING) {
      for (Unstructured container : spec.items(list)) {
        requestsFromLimits(container, Map.of());
      }
    }
    if (!spec.map("resources").isEmpty()) {
      requestsFromLimits(spec, containerRequests(spec));
    }
    spec.setDefault(true, "enableServiceLinks");
    if (spec.bool("hostNetwork")) {
      hostPorts(spec);
    }
    PodSpecDefaults.apply(spec);
  }

  private static void requestsFromLimits(Unstructured holder, Map<String, String> known) {
    holder
        .map("resources", "limits")
        .forEach(
            (name, limit) -> {
              if (limit != null) {
                holder.setDefault(
                    known.getOrDefault(name, limit.toString()), "resources", "requests", name);
              }
            });
  }

  /** What the containers ask for together, for a pod that only limits itself as a whole. */
  private static Map<String, String> containerRequests(Unstructured spec) {
    Map<String, Quantity> sums = new LinkedHashMap<>();
    for (Unstructured container : spec.items("containers")) {
      container
          .map("resources", "requests")
          .forEach(
              (name, amount) ->
                  sums.merge(name, Quantity.parse(String.valueOf(amount)), Quantity::add));
    }
    Map<String, String> texts = new LinkedHashMap<>();
    sums.forEach((name, amount) -> texts.put(name, amount.toString()));
    return texts;
  }

  private static void hostPorts(Unstructured spec) {
    for (String list : RUNNING) {
      for (Unstructured container : spec.items(list)) {
        for (Unstructured port : container.items("ports")) {
          Object number = port.get("containerPort");
          if (number != null && port.number(0, "hostPort") == 0) {
            port.set(number, "hostPort");
          }
        }
      }
    }
  }
}
