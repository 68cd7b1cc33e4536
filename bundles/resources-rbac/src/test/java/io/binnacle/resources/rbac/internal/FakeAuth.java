package io.binnacle.resources.rbac.internal;

import io.binnacle.api.auth.Attributes;
import io.binnacle.api.auth.Authenticator.Credentials;
import io.binnacle.api.auth.Authorizer.Decision;
import io.binnacle.api.auth.Authorizer.Verdict;
import io.binnacle.api.auth.Gate;
import io.binnacle.api.auth.RuleResolver;
import io.binnacle.api.auth.TokenReviewer;
import io.binnacle.api.auth.UserInfo;
import io.binnacle.api.status.StatusException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Knows the token "good" for here and there, allows what jo gets, denies what mallory asks for. */
final class FakeAuth implements Gate, RuleResolver, TokenReviewer {
  final List<Attributes> asked = new ArrayList<>();

  @Override
  public UserInfo identify(Credentials credentials, Map<String, List<String>> headers) {
    if (!credentials.bearerToken().equals("good")) {
      throw StatusException.unauthorized();
    }
    return new UserInfo("jo", "7", List.of("team"), Map.of("k", List.of("v")));
  }

  @Override
  public Owner owner(String token, List<String> audiences) {
    List<String> shared =
        audiences.isEmpty()
            ? List.of("here", "there")
            : audiences.stream().filter(Set.of("here", "there")::contains).toList();
    if (shared.isEmpty()) {
      throw StatusException.unauthorized("not for you");
    }
    return new Owner(identify(new Credentials(token, List.of()), Map.of()), shared);
  }

  @Override
  public Decision authorize(Attributes attributes) {
    asked.add(attributes);
    return switch (attributes.user().name()) {
      case "jo" ->
          new Decision(
              attributes.verb().equals("get") ? Verdict.ALLOW : Verdict.NO_OPINION, "jo gets");
      case "mallory" -> new Decision(Verdict.DENY, "never");
      default -> new Decision(Verdict.NO_OPINION, "");
    };
  }

  @Override
  public Rules rulesFor(UserInfo user, String namespace) {
    return new Rules(
        List.of(new ResourceRule(List.of("get"), List.of(""), List.of("pods"), List.of())),
        List.of(new PathRule(List.of("get"), List.of("/healthz"))),
        true,
        user.name() + " in " + namespace);
  }
}
