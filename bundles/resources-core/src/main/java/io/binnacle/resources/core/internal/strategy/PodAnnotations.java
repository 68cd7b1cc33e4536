package io.binnacle.resources.core.internal.strategy;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.util.List;

/** Annotations of pods that mean something to a cluster. */
final class PodAnnotations {
  private static final String MIRROR = "kubernetes.io/config.mirror";
  private static final String COST = "controller.kubernetes.io/pod-deletion-cost";
  private static final String APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/";

  private PodAnnotations() {}

  static void check(List<FieldError> errors, Unstructured pod) {
    pod.annotations()
        .forEach(
            (key, value) -> {
              String at = "metadata.annotations[" + key + "]";
              if (key.equals(MIRROR) && pod.string("spec", "nodeName").isEmpty()) {
                errors.add(
                    FieldError.invalid(
                        at, value, "must set spec.nodeName if mirror pod annotation is set"));
              } else if (key.equals(COST) && !isCost(value)) {
                errors.add(FieldError.invalid(at, value, "must be a 32bit integer"));
              } else if (key.startsWith(APP_ARMOR) && !isProfile(value)) {
                errors.add(
                    FieldError.invalid(
                        at, value, "invalid AppArmor profile name: \"" + value + "\""));
              }
            });
  }

  private static boolean isCost(String value) {
    if (!value.matches("0|-?[1-9][0-9]{0,9}")) {
      return false;
    }
    long cost = Long.parseLong(value);
    return cost >= Integer.MIN_VALUE && cost <= Integer.MAX_VALUE;
  }

  private static boolean isProfile(String value) {
    return value.isEmpty()
        || value.equals("runtime/default")
        || value.equals("unconfined")
        || value.startsWith("localhost/");
  }
}
