package io.binnacle.resources.rbac.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.type.ResourceType;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Answers who asks: SelfSubjectReview. */
final class SelfReview implements ResourceType.Review {
  private final InstantSource clock;

  SelfReview(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Unstructured review(RequestContext context, String namespace, Unstructured body) {
    Unstructured answer = Unstructured.create(body.apiVersion(), body.kind());
    answer.set(
        clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
        "metadata",
        "creationTimestamp");
    answer.set(UserTree.of(context.user()), "status", "userInfo");
    return answer;
  }
}
