package io.binnacle.api.admission;

/** All admission plugins that are on, in order. */
public interface AdmissionChain {
  void mutate(AdmissionReview review);

  void validate(AdmissionReview review);
}
