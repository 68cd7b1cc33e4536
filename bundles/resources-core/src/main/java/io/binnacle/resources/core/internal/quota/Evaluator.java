package io.binnacle.resources.core.internal.quota;

import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.object.Unstructured;
import io.binnacle.resources.core.internal.amounts.Amounts;
import java.util.Set;

/** What objects of one type use of a quota. Thread-safe. */
interface Evaluator {
  /** Whether the write may use more than was used before. */
  boolean handles(AdmissionReview review);

  /** Whether its objects may use of the resource. */
  boolean uses(String resource);

  /** Whether the object lies within a scope of a quota. */
  default boolean isIn(ScopeTerm scope, Unstructured object) {
    return false;
  }

  /**
   * Of the resources that a quota limits those that the object has to speak of and does not, in
   * words; "" if there are none.
   */
  default String missing(Set<String> limited, Unstructured object) {
    return "";
  }

  /** What the object uses, of whatever a quota may limit. */
  Amounts usage(Unstructured object);
}
