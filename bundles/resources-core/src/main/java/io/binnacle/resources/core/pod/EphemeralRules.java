package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.util.List;
import java.util.stream.Stream;

/** What containers for debugging must do without, for the pod does not count on them. */
final class EphemeralRules {
  private static final String WHY = "cannot be set for an Ephemeral Container";

  /** Fields of containers that they have not, in the order of the type. */
  private static final List<String> REFUSED =
      List.of(
          "ports",
          "resources",
          "resizePolicy",
          "restartPolicy",
          "restartPolicyRules",
          "livenessProbe",
          "readinessProbe",
          "startupProbe",
          "lifecycle");

  private EphemeralRules() {}

  static void check(List<FieldError> errors, Unstructured container, Unstructured spec, String at) {
    String target = container.string("targetContainerName");
    boolean known =
        Stream.of("containers", "initContainers")
            .flatMap(list -> spec.items(list).stream())
            .anyMatch(other -> other.string("name").equals(target));
    if (!target.isEmpty() && !known) {
      errors.add(FieldError.notFound(at + ".targetContainerName", target));
    }
    for (String field : REFUSED) {
      Object value = container.get(field);
      // The defaults give every container resources, if empty ones.
      if (value != null && !(field.equals("resources") && container.map(field).isEmpty())) {
        errors.add(FieldError.forbidden(at + "." + field, WHY));
      }
    }
    List<Unstructured> mounts = container.items("volumeMounts");
    for (int i = 0; i < mounts.size(); i++) {
      for (String field : List.of("subPath", "subPathExpr")) {
        if (!mounts.get(i).string(field).isEmpty()) {
          errors.add(FieldError.forbidden(at + ".volumeMounts[" + i + "]." + field, WHY));
        }
      }
    }
  }
}
