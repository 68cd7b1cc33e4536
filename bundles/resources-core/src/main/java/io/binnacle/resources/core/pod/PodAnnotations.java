package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.util.List;

/** Annotations of pods that mean something to a cluster. */
final class PodAnnotations {
  private static final String MIRROR = "kubernetes.io/config.mirror";
  private static final String COST = "controller.kubernetes.io/pod-deletion-cost";

  private PodAnnotations() {}

  /**
   * @param pod a pod or a template
   * @param path of the annotations
   */
  static void check(List<FieldError> errors, Unstructured pod, String path) {
    pod.annotations()
        .forEach(
            (key, value) -> {
              String at = path + "[" + key + "]";
              if (key.equals(MIRROR) && pod.string("spec", "nodeName").isEmpty()) {
                errors.add(
                    FieldError.invalid(
                        at, value, "must set spec.nodeName if mirror pod annotation is set"));
              } else if (key.equals(COST) && !isCost(value)) {
                errors.add(FieldError.invalid(at, value, "must be a 32bit integer"));
              }
            });
    ProfileAnnotations.check(errors, pod, path);
  }

  private static boolean isCost(String value) {
    if (!value.matches("0|-?[1-9][0-9]{0,9}")) {
      return false;
    }
    long cost = Long.parseLong(value);
    return cost >= Integer.MIN_VALUE && cost <= Integer.MAX_VALUE;
  }
}
