package io.binnacle.auth.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.auth.Attributes;
import io.binnacle.api.auth.Authenticator;
import io.binnacle.api.auth.Authenticator.Credentials;
import io.binnacle.api.auth.Authorizer;
import io.binnacle.api.auth.Authorizer.Decision;
import io.binnacle.api.auth.Authorizer.Verdict;
import io.binnacle.api.auth.RuleResolver;
import io.binnacle.api.auth.TokenAuthenticator;
import io.binnacle.api.auth.TokenReviewer;
import io.binnacle.api.auth.UserInfo;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import io.binnacle.auth.testing.GivenSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfiguredGateTest {
  private static final Map<String, List<String>> PLAIN = Map.of();

  /** Allows jo to impersonate al and the extra value ok. */
  private static final Authorizer RBAC =
      asked -> {
        boolean allowed =
            asked.user().name().equals("jo")
                && asked.verb().equals("impersonate")
                && (asked.resource().equals("users") && asked.name().equals("al")
                    || asked.resource().equals("serviceaccounts")
                        && asked.namespace().equals("ns")
                        && asked.name().equals("bot")
                    || asked.group().equals("authentication.k8s.io")
                        && asked.resource().equals("userextras")
                        && asked.subresource().equals("scopes")
                        && asked.name().equals("ok"));
        return new Decision(allowed ? Verdict.ALLOW : Verdict.NO_OPINION, "");
      };

  private static ConfiguredGate gate(GivenSettings settings) {
    ConfiguredGate gate = new ConfiguredGate(settings.make(), RBAC, RBAC);
    gate.addAuthenticator(
        credentials ->
            switch (credentials.bearerToken()) {
              case "jo" -> Optional.of(user("jo"));
              case "root" -> Optional.of(user("root", "system:masters"));
              default -> Optional.empty();
            },
        Map.of("service.ranking", 10, "service.id", 1L));
    return gate;
  }

  private static GivenSettings settings() {
    return GivenSettings.in(Path.of("unused"));
  }

  private static UserInfo user(String name, String... groups) {
    return new UserInfo(name, "", List.of(groups), Map.of());
  }

  private static UserInfo identify(String token, Map<String, List<String>> headers) {
    return gate(settings()).identify(new Credentials(token, List.of()), headers);
  }

  private static StatusException refusal(String token, Map<String, List<String>> headers) {
    return assertThrows(StatusException.class, () -> identify(token, headers));
  }

  @Test
  void whoIsKnownIsAuthenticated() {
    assertEquals(user("jo", "system:authenticated"), identify("jo", PLAIN));
  }

  @Test
  void anUnknownTokenIsRefusedAndNoTokenIsAnonymous() {
    assertEquals(Reason.UNAUTHORIZED, refusal("wrong", PLAIN).reason());
    assertEquals(UserInfo.anonymous(), identify("", PLAIN));
  }

  @Test
  void anonymousRequestsCanBeSwitchedOff() {
    ConfiguredGate gate = gate(settings().with("anonymousAuth", false));
    assertEquals(
        Reason.UNAUTHORIZED,
        assertThrows(
                StatusException.class, () -> gate.identify(new Credentials("", List.of()), PLAIN))
            .reason());
  }

  @Test
  void higherRankedAuthenticatorsAreAskedFirstAndABrokenOneHarmsNobody() {
    ConfiguredGate gate = gate(settings());
    Authenticator broken =
        credentials -> {
          throw new IllegalStateException("broken");
        };
    gate.addAuthenticator(broken, Map.of("service.ranking", 50, "service.id", 2L));
    assertEquals("jo", gate.identify(new Credentials("jo", List.of()), PLAIN).name());
    assertThrows(StatusException.class, () -> gate.identify(new Credentials("", List.of()), PLAIN));
    gate.removeAuthenticator(broken);
    gate.addAuthenticator(
        credentials -> Optional.of(user("first")), Map.of("service.ranking", 20, "service.id", 3L));
    gate.addAuthenticator(
        credentials -> Optional.of(user("last")), Map.of("service.ranking", -1, "service.id", 4L));
    assertEquals("first", gate.identify(new Credentials("jo", List.of()), PLAIN).name());
  }

  @Test
  void mastersMayActAsAnybody() {
    assertEquals(
        new UserInfo(
            "al",
            "u-1",
            List.of("devs", "system:authenticated"),
            Map.of("scopes", List.of("a", "b"), "acme.com/project", List.of("p"))),
        identify(
            "root",
            Map.of(
                "impersonate-user", List.of("al"),
                "impersonate-group", List.of("devs"),
                "impersonate-uid", List.of("u-1"),
                "impersonate-extra-scopes", List.of("a", "b"),
                "impersonate-extra-acme.com%2fproject", List.of("p"))));
    assertEquals(
        UserInfo.anonymous(),
        identify("root", Map.of("impersonate-user", List.of("system:anonymous"))));
    assertEquals(
        List.of("system:unauthenticated"),
        identify(
                "root",
                Map.of(
                    "impersonate-user", List.of("al"),
                    "impersonate-group", List.of("system:unauthenticated")))
            .groups());
  }

  @Test
  void aServiceAccountComesWithItsGroups() {
    assertEquals(
        user(
            "system:serviceaccount:ns:bot",
            "system:serviceaccounts",
            "system:serviceaccounts:ns",
            "system:authenticated"),
        identify("jo", Map.of("impersonate-user", List.of("system:serviceaccount:ns:bot"))));
    assertEquals(
        "serviceaccounts \"bot\" is forbidden: User \"jo\" cannot impersonate resource"
            + " \"serviceaccounts\" in API group \"\" in the namespace \"other\"",
        refusal("jo", Map.of("impersonate-user", List.of("system:serviceaccount:other:bot")))
            .getMessage());
  }

  @Test
  void eachPartOfAnImpersonationMustBeAllowed() {
    assertEquals(
        user("al", "system:authenticated"),
        identify("jo", Map.of("impersonate-user", List.of("al"))));
    assertEquals(
        Map.of("scopes", List.of("ok")),
        identify(
                "jo",
                Map.of(
                    "impersonate-user", List.of("al"), "impersonate-extra-scopes", List.of("ok")))
            .extra());
    assertEquals(
        "users \"bo\" is forbidden: User \"jo\" cannot impersonate resource \"users\" in API group"
            + " \"\" at the cluster scope",
        refusal("jo", Map.of("impersonate-user", List.of("bo"))).getMessage());
    assertEquals(
        "groups \"devs\" is forbidden: User \"jo\" cannot impersonate resource \"groups\" in API"
            + " group \"\" at the cluster scope",
        refusal(
                "jo",
                Map.of("impersonate-user", List.of("al"), "impersonate-group", List.of("devs")))
            .getMessage());
    StatusException extra =
        refusal(
            "jo",
            Map.of("impersonate-user", List.of("al"), "impersonate-extra-scopes", List.of("no")));
    assertEquals(
        "userextras.authentication.k8s.io \"no\" is forbidden: User \"jo\" cannot impersonate"
            + " resource \"userextras/scopes\" in API group \"authentication.k8s.io\" at the"
            + " cluster scope",
        extra.getMessage());
    assertEquals(
        StatusException.Details.of("no", "authentication.k8s.io", "userextras"), extra.details());
    assertEquals(
        "uids.authentication.k8s.io \"7\" is forbidden: User \"jo\" cannot impersonate resource"
            + " \"uids\" in API group \"authentication.k8s.io\" at the cluster scope",
        refusal("jo", Map.of("impersonate-user", List.of("al"), "impersonate-uid", List.of("7")))
            .getMessage());
  }

  @Test
  void groupsWithoutAUserAreABadRequest() {
    StatusException failure = refusal("root", Map.of("impersonate-group", List.of("devs", "x")));
    assertEquals(Reason.BAD_REQUEST, failure.reason());
    assertEquals(
        "requested &user.DefaultInfo{Name:\"\", UID:\"\", Groups:[]string{\"devs\", \"x\"},"
            + " Extra:map[string][]string(nil)} without impersonating a user name",
        failure.getMessage());
  }

  @Test
  void modesAreAskedInTheirOrder() {
    Attributes asked = Attributes.path(user("nobody"), "get", "/x");
    ConfiguredGate deny = gate(settings().with("authorizationMode", new String[] {"AlwaysDeny"}));
    assertEquals(
        new Decision(Verdict.NO_OPINION, "Everything is forbidden."), deny.authorize(asked));
    ConfiguredGate both =
        gate(settings().with("authorizationMode", new String[] {"RBAC,AlwaysAllow"}));
    assertTrue(both.authorize(asked).isAllowed());
    assertEquals(
        List.of(new RuleResolver.PathRule(List.of("*"), List.of("*"))),
        both.rulesFor(user("nobody"), "ns").paths());
    assertTrue(both.rulesFor(user("nobody"), "ns").incomplete(), "the first lists no rules");
    assertTrue(
        deny.authorize(Attributes.path(user("root", "system:masters"), "get", "/x")).isAllowed());
  }

  @Test
  void anotherBundlesAuthorizerIsAskedLastAndMayBreak() {
    ConfiguredGate gate = gate(settings());
    Attributes asked = Attributes.path(user("nobody"), "get", "/x");
    gate.addAuthorizer(
        attributes -> {
          throw new IllegalStateException("broken");
        },
        Map.of("service.id", 1L));
    assertEquals("an authorizer failed", gate.authorize(asked).reason());
    gate.addAuthorizer(
        attributes -> new Decision(Verdict.ALLOW, "why not"), Map.of("service.id", 2L));
    assertTrue(gate.authorize(asked).isAllowed());
  }

  @Test
  void anUnknownModeIsRefused() {
    assertEquals(
        "authorization-mode \"Webhook\" is none of AlwaysAllow, AlwaysDeny, Node, RBAC",
        assertThrows(
                IllegalArgumentException.class,
                () -> gate(settings().with("authorizationMode", new String[] {"Webhook"})))
            .getMessage());
  }

  private static TokenReviewer.Owner owner(String token, String... audiences) {
    ConfiguredGate gate = gate(settings());
    gate.addAuthenticator(new ForTheVault(), Map.of("service.ranking", 5, "service.id", 2L));
    return gate.owner(token, List.of(audiences));
  }

  private static String refusedOwner(String token, String... audiences) {
    StatusException e = assertThrows(StatusException.class, () -> owner(token, audiences));
    assertEquals(Reason.UNAUTHORIZED, e.reason());
    return e.getMessage();
  }

  /** Knows the token "v", meant for the vault, and that "old" is no longer good. */
  private static final class ForTheVault implements TokenAuthenticator {
    @Override
    public Optional<UserInfo> authenticate(Credentials credentials) {
      return Optional.empty();
    }

    @Override
    public Optional<TokenReviewer.Owner> owner(String token, List<String> audiences) {
      if (token.equals("old")) {
        throw StatusException.unauthorized("too old");
      }
      return token.equals("v")
          ? Optional.of(new TokenReviewer.Owner(user("vera"), audiences))
          : Optional.empty();
    }
  }

  @Test
  void theOwnerOfAnyTokenIsFound() {
    String here = "https://kubernetes.default.svc";
    assertEquals(
        new TokenReviewer.Owner(user("jo", "system:authenticated"), List.of(here)), owner("jo"));
    assertEquals(List.of(here), owner("jo", "vault", here).audiences());
    assertEquals(
        new TokenReviewer.Owner(user("vera", "system:authenticated"), List.of("vault")),
        owner("v", "vault"));
  }

  @Test
  void whyATokenHasNoOwnerIsSaid() {
    assertEquals("invalid bearer token", refusedOwner("nobody"));
    assertEquals("invalid bearer token", refusedOwner("jo", "vault"));
    assertEquals("[invalid bearer token, too old]", refusedOwner("old"));
  }
}
