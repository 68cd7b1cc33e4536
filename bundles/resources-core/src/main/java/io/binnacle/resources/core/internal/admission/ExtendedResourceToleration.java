package io.binnacle.resources.core.internal.admission;

import io.binnacle.api.admission.AdmissionPlugin;
import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.admission.AdmissionReview.Operation;
import io.binnacle.api.object.Unstructured;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/**
 * Lets pods that ask for a resource such as {@code example.com/gpu} onto the nodes that are tainted
 * with its name, to be kept for such pods. Off by default.
 */
@Component
public final class ExtendedResourceToleration implements AdmissionPlugin {
  @Override
  public String name() {
    return "ExtendedResourceToleration";
  }

  @Override
  public int order() {
    return 650;
  }

  @Override
  public boolean isEnabledByDefault() {
    return false;
  }

  @Override
  public void mutate(AdmissionReview review) {
    Unstructured pod = Pods.of(review, Operation.CREATE, Operation.UPDATE);
    Set<String> resources = pod == null ? Set.of() : extended(pod);
    if (pod == null || resources.isEmpty()) {
      return;
    }
    List<@Nullable Object> tolerations = new ArrayList<>(pod.list("spec", "tolerations"));
    for (String resource : resources) {
      Map<String, @Nullable Object> toleration = new LinkedHashMap<>();
      toleration.put("key", resource);
      toleration.put("operator", "Exists");
      if (!tolerations.contains(toleration)) {
        tolerations.add(toleration);
      }
    }
    pod.set(tolerations, "spec", "tolerations");
  }

  private static Set<String> extended(Unstructured pod) {
    Set<String> names = new TreeSet<>();
    for (String list : List.of("containers", "initContainers")) {
      for (Unstructured container : pod.items("spec", list)) {
        names.addAll(container.map("resources", "requests").keySet());
      }
    }
    names.removeIf(name -> !name.contains("/") || name.contains("kubernetes.io/"));
    return names;
  }
}
