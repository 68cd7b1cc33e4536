package io.binnacle.resources.rbac.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.ResourceType;
import io.binnacle.resources.testing.RecordedAnswers;
import io.binnacle.resources.testing.ResourceBench;
import java.util.List;

class RecordedAnswersTest extends RecordedAnswers {
  RecordedAnswersTest() {
    super(RbacResources.tables(new FakeAuth(), new FakeAuth(), new FakeAuth()).build());
  }

  /** Of a review the problems come as its answer. */
  @Override
  protected List<FieldError> refusal(ResourceBench types, ResourceType type, Unstructured body) {
    if (type.review().isEmpty()) {
      return super.refusal(types, type, body);
    }
    Unstructured review = types.decode(type, body);
    if (type.isNamespaced()) {
      review.setDefault("facts-errors", "metadata", "namespace");
    }
    return AccessReviewRules.problems(
        review, type.isNamespaced() ? AccessReview.Scope.LOCAL : AccessReview.Scope.ANYONE);
  }
}
