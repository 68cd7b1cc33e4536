package io.binnacle.resources.core.internal.quota;

import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.admission.AdmissionReview.Operation;
import io.binnacle.api.object.GroupResource;
import io.binnacle.api.object.Unstructured;
import io.binnacle.resources.core.internal.amounts.Amounts;
import java.util.Set;

/** Counts the objects of a type. */
final class CountEvaluator implements Evaluator {
  /** Types that had a name in quotas before all types had one. */
  private static final Set<String> OLD =
      Set.of("configmaps", "resourcequotas", "replicationcontrollers", "secrets");

  private final Amounts one;

  CountEvaluator(GroupResource resource) {
    Amounts count = Amounts.of(countOf(resource), 1);
    boolean old = resource.group().isEmpty() && OLD.contains(resource.resource());
    one = old ? count.plus(Amounts.of(resource.resource(), 1)) : count;
  }

  static String countOf(GroupResource resource) {
    return "count/" + resource;
  }

  @Override
  public boolean handles(AdmissionReview review) {
    return review.operation() == Operation.CREATE && review.context().subresource().isEmpty();
  }

  @Override
  public boolean uses(String resource) {
    return one.names().contains(resource);
  }

  @Override
  public Amounts usage(Unstructured object) {
    return one;
  }
}
