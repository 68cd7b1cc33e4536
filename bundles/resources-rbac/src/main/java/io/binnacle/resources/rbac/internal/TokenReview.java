package io.binnacle.resources.rbac.internal;

import io.binnacle.api.auth.Authenticator.Credentials;
import io.binnacle.api.auth.Gate;
import io.binnacle.api.auth.UserInfo;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.type.ResourceType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers whose a token is: TokenReview. */
final class TokenReview implements ResourceType.Review {
  private final Gate gate;
  private final List<String> audiences;

  /**
   * @param gate knows the tokens
   * @param audiences whom tokens of this server are meant for
   */
  TokenReview(Gate gate, List<String> audiences) {
    this.gate = gate;
    this.audiences = List.copyOf(audiences);
  }

  @Override
  public Unstructured review(RequestContext context, String namespace, Unstructured body) {
    String token = body.string("spec", "token");
    if (token.isEmpty()) {
      throw StatusException.badRequest("token is required for TokenReview in authentication");
    }
    List<String> wanted = body.list("spec", "audiences").stream().map(String::valueOf).toList();
    List<String> shared =
        wanted.isEmpty() ? audiences : audiences.stream().filter(wanted::contains).toList();
    Optional<UserInfo> user = shared.isEmpty() ? Optional.empty() : owner(token);
    Map<String, @Nullable Object> status = new LinkedHashMap<>();
    if (user.isPresent()) {
      status.put("authenticated", true);
      status.put("user", UserTree.of(user.get()));
      status.put("audiences", new ArrayList<>(shared));
    } else {
      status.put("user", new LinkedHashMap<>());
      status.put("error", "invalid bearer token");
    }
    body.set(status, "status");
    return body;
  }

  private Optional<UserInfo> owner(String token) {
    try {
      UserInfo user = gate.identify(new Credentials(token, List.of()), Map.of());
      return user.name().equals(UserInfo.ANONYMOUS) ? Optional.empty() : Optional.of(user);
    } catch (StatusException e) {
      if (e.reason() == Reason.UNAUTHORIZED) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
