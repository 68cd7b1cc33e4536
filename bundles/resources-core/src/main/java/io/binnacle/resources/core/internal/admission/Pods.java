package io.binnacle.resources.core.internal.admission;

import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.admission.AdmissionReview.Operation;
import io.binnacle.api.object.GroupResource;
import io.binnacle.api.object.Unstructured;
import org.jspecify.annotations.Nullable;

/** Picks the writes of pods themselves out of all writes. */
final class Pods {
  static final GroupResource RESOURCE = new GroupResource("", "pods");

  private Pods() {}

  /** The pod of a write to the pod itself, null for any other write. */
  static @Nullable Unstructured of(AdmissionReview review, Operation... operations) {
    boolean wanted = java.util.List.of(operations).contains(review.operation());
    return wanted
            && review.type().resource().equals(RESOURCE)
            && review.context().subresource().isEmpty()
        ? review.object()
        : null;
  }
}
