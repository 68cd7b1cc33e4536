package io.binnacle.resources.core.internal.quota;

import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.admission.AdmissionReview.Operation;
import io.binnacle.api.object.Unstructured;
import io.binnacle.resources.core.internal.admission.Refusals;
import io.binnacle.resources.core.internal.amounts.Amounts;
import java.util.Set;
import java.util.stream.Collectors;

/** One write, held against quotas. */
final class QuotaCheck {
  private final AdmissionReview review;
  private final Unstructured object;
  private final Evaluator evaluator;

  QuotaCheck(AdmissionReview review, Unstructured object, Evaluator evaluator) {
    this.review = review;
    this.object = object;
    this.evaluator = evaluator;
  }

  boolean isDryRun() {
    return review.context().dryRun();
  }

  AdmissionReview review() {
    return review;
  }

  String namespace() {
    return review.namespace();
  }

  static boolean isWithin(Unstructured quota, Evaluator evaluator, Unstructured object) {
    return ScopeTerm.of(quota).stream().allMatch(term -> evaluator.isIn(term, object));
  }

  /**
   * What the write adds to what is used of a quota; nothing if the quota does not concern it.
   *
   * @param used what is used of the quota before
   * @throws io.binnacle.api.status.StatusException Forbidden if there is too little left
   */
  Amounts added(Unstructured quota, Amounts used) {
    Amounts hard = Amounts.of(quota.map("status", "hard"));
    Set<String> limited = hard.names().stream().filter(evaluator::uses).collect(Collectors.toSet());
    if (limited.isEmpty() || !isWithin(quota, evaluator, object)) {
      return Amounts.NONE;
    }
    String missing = evaluator.missing(limited, object);
    if (!missing.isEmpty()) {
      throw Refusals.forbidden(review, "failed quota: " + quota.name() + ": " + missing);
    }
    if (!used.names().containsAll(limited)) {
      throw Refusals.forbidden(
          review,
          "status unknown for quota: "
              + quota.name()
              + ", resources: "
              + limited.stream().sorted().collect(Collectors.joining(",")));
    }
    Amounts wanted = wanted(quota).withoutZeros().only(hard.names());
    if (!review.context().subresource().equals("status")) {
      requireFit(quota, used, wanted, hard);
    }
    return wanted;
  }

  private Amounts wanted(Unstructured quota) {
    Amounts usage = evaluator.usage(object);
    Unstructured previous = review.previous();
    boolean countedBefore =
        review.operation() == Operation.UPDATE
            && previous != null
            && isWithin(quota, evaluator, previous);
    return countedBefore ? usage.minus(evaluator.usage(previous)) : usage;
  }

  private void requireFit(Unstructured quota, Amounts used, Amounts wanted, Amounts hard) {
    Set<String> exceeded = used.plus(wanted).only(wanted.names()).exceeding(hard);
    if (!exceeded.isEmpty()) {
      throw Refusals.forbidden(
          review,
          "exceeded quota: "
              + quota.name()
              + ", requested: "
              + wanted.only(exceeded)
              + ", used: "
              + used.only(exceeded)
              + ", limited: "
              + hard.only(exceeded));
    }
  }
}
