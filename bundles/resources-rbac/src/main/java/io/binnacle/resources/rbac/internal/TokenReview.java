package io.binnacle.resources.rbac.internal;

import io.binnacle.api.auth.TokenReviewer;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.type.ResourceType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers whose a token is: TokenReview. */
final class TokenReview implements ResourceType.Review {
  private final TokenReviewer reviewer;

  /**
   * @param reviewer knows the tokens
   */
  TokenReview(TokenReviewer reviewer) {
    this.reviewer = reviewer;
  }

  @Override
  public Unstructured review(RequestContext context, String namespace, Unstructured body) {
    String token = body.string("spec", "token");
    if (token.isEmpty()) {
      throw StatusException.badRequest("token is required for TokenReview in authentication");
    }
    List<String> audiences = body.list("spec", "audiences").stream().map(String::valueOf).toList();
    body.set(status(token, audiences), "status");
    return body;
  }

  private Map<String, @Nullable Object> status(String token, List<String> audiences) {
    Map<String, @Nullable Object> status = new LinkedHashMap<>();
    try {
      TokenReviewer.Owner owner = reviewer.owner(token, audiences);
      status.put("authenticated", true);
      status.put("user", UserTree.of(owner.user()));
      status.put("audiences", new ArrayList<>(owner.audiences()));
    } catch (StatusException e) {
      if (e.reason() != Reason.UNAUTHORIZED) {
        throw e;
      }
      status.put("user", new LinkedHashMap<>());
      status.put("error", e.getMessage());
    }
    return status;
  }
}
