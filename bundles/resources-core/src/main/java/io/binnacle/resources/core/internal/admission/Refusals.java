package io.binnacle.resources.core.internal.admission;

import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.StatusException;

/** How admission says no. */
public final class Refusals {
  private Refusals() {}

  /** Forbidden, naming the object, or what its name is to begin with while it has none. */
  public static StatusException forbidden(AdmissionReview review, String why) {
    return StatusException.forbidden(review.type().resource(), name(review), why);
  }

  private static String name(AdmissionReview review) {
    Unstructured object = review.object();
    if (!review.name().isEmpty() || object == null) {
      return review.name();
    }
    String name = object.name();
    String prefix = object.string("metadata", "generateName");
    return !name.isEmpty() ? name : !prefix.isEmpty() ? prefix : "Unknown";
  }
}
