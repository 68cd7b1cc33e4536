package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.resources.core.internal.amounts.Amounts;
import io.binnacle.resources.core.internal.amounts.PodAmounts;
import io.binnacle.resources.core.internal.rules.ResourceNames;
import io.binnacle.schema.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The resources of a pod as a whole, which its containers share (KEP-2837). */
final class PodResourceValidation {
  private PodResourceValidation() {}

  static List<FieldError> check(Unstructured spec, String path, Set<String> claims) {
    if (!(spec.get("resources") instanceof Map<?, ?>)) {
      return List.of();
    }
    if (spec.string("os", "name").equals("windows")) {
      return List.of(FieldError.forbidden(path, "may not be set for a windows pod"));
    }
    List<FieldError> errors = new ArrayList<>();
    if (spec.get("resources", "claims") != null) {
      errors.add(
          FieldError.forbidden(
              path + ".claims", "claims may not be set for Resources at pod-level"));
    }
    errors.addAll(ResourceValidation.of(spec.map("resources"), path, claims, ResourceNames::ofPod));
    PodAmounts amounts = PodAmounts.of(new Unstructured(Map.of("spec", spec.content())));
    Amounts requests = Amounts.of(spec.map("resources", "requests"));
    enough(errors, amounts.containerRequests(), requests, path, "requests");
    Amounts limits = Amounts.of(spec.map("resources", "limits"));
    enough(
        errors, amounts.containerLimits().only(ResourceNames::isHugePages), limits, path, "limits");
    containers(errors, spec.items("containers"), limits, path + ".containers");
    return errors;
  }

  private static void enough(
      List<FieldError> errors, Amounts containers, Amounts pod, String path, String which) {
    for (String name : containers.names()) {
      Quantity own = pod.get(name);
      Quantity needed = containers.orZero(name);
      if (own != null && needed.compareTo(own) > 0) {
        errors.add(
            FieldError.invalid(
                path + "." + which + "[" + name + "]",
                own.toString(),
                "must be greater than or equal to aggregate container " + which + " of " + needed));
      }
    }
  }

  private static void containers(
      List<FieldError> errors, List<Unstructured> containers, Amounts pod, String path) {
    for (int i = 0; i < containers.size(); i++) {
      Amounts limits = Amounts.of(containers.get(i).map("resources", "limits"));
      for (String name : limits.names()) {
        Quantity own = pod.get(name);
        Quantity limit = limits.orZero(name);
        if (own != null && limit.compareTo(own) > 0) {
          errors.add(
              FieldError.invalid(
                  path + "[" + i + "][" + name + "].limits",
                  limit.toString(),
                  "must be less than or equal to pod limits of " + own));
        }
      }
    }
  }
}
