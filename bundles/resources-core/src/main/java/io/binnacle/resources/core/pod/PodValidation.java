package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a pod itself, which is told more than a template is. Stateless. */
public final class PodValidation {
  private static final String SPEC = "spec";

  private PodValidation() {}

  /** A pod as it is to be, new or changed. */
  public static List<FieldError> validate(Unstructured pod) {
    List<FieldError> errors = new ArrayList<>();
    PodAnnotations.check(errors, pod, "metadata.annotations");
    Unstructured spec = new Unstructured(pod.map(SPEC));
    errors.addAll(PodSpecValidation.validate(spec, SPEC));
    VolumeValidation.claims(errors, pod, "spec.volumes");
    tokens(errors, spec);
    ContainerImages.check(errors, spec, SPEC);
    return errors;
  }

  /** A new pod. */
  public static List<FieldError> validateNew(Unstructured pod) {
    List<FieldError> errors = validate(pod);
    if (!pod.list(SPEC, "ephemeralContainers").isEmpty()) {
      errors.add(FieldError.forbidden("spec.ephemeralContainers", "cannot be set on create"));
    }
    if (!pod.list(SPEC, "schedulingGates").isEmpty() && !pod.string(SPEC, "nodeName").isEmpty()) {
      errors.add(
          FieldError.forbidden(
              "spec.nodeName", "cannot be set until all schedulingGates have been cleared"));
    }
    ProfileAnnotations.matchFields(errors, pod, SPEC);
    return errors;
  }

  /** That a volume with an account's token is only asked for by a pod that has an account. */
  private static void tokens(List<FieldError> errors, Unstructured spec) {
    if (!spec.string("serviceAccountName").isEmpty()) {
      return;
    }
    List<Unstructured> volumes = spec.items("volumes");
    for (int v = 0; v < volumes.size(); v++) {
      List<Unstructured> sources = volumes.get(v).items("projected", "sources");
      for (int s = 0; s < sources.size(); s++) {
        if (sources.get(s).get("serviceAccountToken") != null) {
          errors.add(
              FieldError.forbidden(
                  "spec.volumes[" + v + "].projected.sources[" + s + "].serviceAccountToken",
                  "must not be specified when serviceAccountName is not set"));
        }
      }
    }
  }
}
