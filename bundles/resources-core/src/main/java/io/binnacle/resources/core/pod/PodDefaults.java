package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.resources.core.internal.amounts.PodAmounts;
import io.binnacle.resources.core.internal.rules.ResourceNames;
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
        requestsFromLimits(container);
      }
    }
    ofPodResources(spec);
    spec.setDefault(true, "enableServiceLinks");
    if (spec.bool("hostNetwork")) {
      hostPorts(spec);
    }
    PodSpecDefaults.apply(spec);
  }

  private static void requestsFromLimits(Unstructured container) {
    container
        .map("resources", "limits")
        .forEach(
            (name, limit) -> {
              if (limit != null) {
                container.setDefault(limit, "resources", "requests", name);
              }
            });
  }

  /** A pod that limits itself as a whole asks for what its containers do, or for its limits. */
  private static void ofPodResources(Unstructured spec) {
    if (spec.map("resources", "limits").isEmpty() && spec.map("resources", "requests").isEmpty()) {
      return;
    }
    PodAmounts amounts = PodAmounts.of(new Unstructured(Map.of("spec", spec.content())));
    amounts
        .containerLimits()
        .only(ResourceNames::isHugePages)
        .texts()
        .forEach(
            (name, limit) -> {
              if (spec.get("resources", "requests", name) == null) {
                spec.setDefault(limit, "resources", "limits", name);
              }
            });
    if (spec.map("resources", "limits").isEmpty()) {
      return;
    }
    amounts
        .containerRequests()
        .only(name -> PodAmounts.isOfPods(name) && !ResourceNames.isHugePages(name))
        .texts()
        .forEach((name, request) -> spec.setDefault(request, "resources", "requests", name));
    Map.copyOf(spec.map("resources", "limits"))
        .forEach(
            (name, limit) -> {
              if (PodAmounts.isOfPods(name)) {
                spec.setDefault(limit, "resources", "requests", name);
              }
            });
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
