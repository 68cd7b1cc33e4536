package io.binnacle.auth.gate;

import io.binnacle.api.auth.Attributes;
import io.binnacle.api.auth.Authenticator;
import io.binnacle.api.auth.Authorizer;
import io.binnacle.api.auth.Gate;
import io.binnacle.api.auth.RuleResolver;
import io.binnacle.api.auth.TokenAuthenticator;
import io.binnacle.api.auth.TokenReviewer;
import io.binnacle.api.auth.UserInfo;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import io.binnacle.auth.Audiences;
import io.binnacle.auth.AuthSettings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gate that the flags ask for. Built-in authorizers come in the order of {@code
 * --authorization-mode}, then those of other bundles by ranking; authenticators by ranking. Those
 * of other bundles may come and go: a request is decided by those that are there. One that breaks
 * counts as one that does not know.
 */
@Component(
    service = {Gate.class, RuleResolver.class, TokenReviewer.class},
    immediate = true,
    configurationPid = AuthSettings.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class ConfiguredGate implements Gate, RuleResolver, TokenReviewer {
  private static final Logger LOG = LoggerFactory.getLogger(ConfiguredGate.class);

  private final boolean anonymousAllowed;
  private final List<String> audiences;
  private final List<Authorizer> builtIn;
  private final RankedServices<Authenticator> authenticators = new RankedServices<>();
  private final RankedServices<Authorizer> furtherAuthorizers = new RankedServices<>();
  private final AuthorizerChain chain;
  private final Impersonation impersonation;

  /**
   * The built-in authenticators are asked for by name only so that there is no gate while one of
   * them is missing; they are called as the others are.
   */
  @Activate
  public ConfiguredGate(
      AuthSettings settings,
      @Reference(target = "(binnacle.authorizer=RBAC)") Authorizer rbac,
      @Reference(target = "(binnacle.authorizer=Node)") Authorizer node,
      @Reference(target = "(binnacle.authenticator=certificate)") Authenticator certificates,
      @Reference(target = "(binnacle.authenticator=token-file)") Authenticator tokens,
      @Reference(target = "(binnacle.authenticator=service-account)") Authenticator accounts) {
    this(settings, rbac, node);
  }

  ConfiguredGate(AuthSettings settings, Authorizer rbac, Authorizer node) {
    anonymousAllowed = settings.anonymousAuth();
    audiences = Audiences.own(settings);
    builtIn =
        AuthorizationMode.parse(settings.authorizationMode()).stream()
            .map(mode -> mode.authorizer(node, rbac))
            .toList();
    chain = new AuthorizerChain(this::authorizers);
    impersonation = new Impersonation(chain);
  }

  private List<Authorizer> authorizers() {
    List<Authorizer> further = furtherAuthorizers.list();
    if (further.isEmpty()) {
      return builtIn;
    }
    List<Authorizer> all = new ArrayList<>(builtIn);
    all.addAll(further);
    return all;
  }

  @Reference(
      service = Authenticator.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "removeAuthenticator")
  void addAuthenticator(Authenticator authenticator, Map<String, Object> properties) {
    authenticators.add(authenticator, properties);
  }

  void removeAuthenticator(Authenticator authenticator) {
    authenticators.remove(authenticator);
  }

  @Reference(
      service = Authorizer.class,
      target = "(!(binnacle.authorizer=*))",
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "removeAuthorizer")
  void addAuthorizer(Authorizer authorizer, Map<String, Object> properties) {
    furtherAuthorizers.add(authorizer, properties);
  }

  void removeAuthorizer(Authorizer authorizer) {
    furtherAuthorizers.remove(authorizer);
  }

  @Override
  public UserInfo identify(
      Authenticator.Credentials credentials, Map<String, List<String>> headers) {
    return impersonation.apply(requester(credentials), headers);
  }

  private UserInfo requester(Authenticator.Credentials credentials) {
    boolean refused = false;
    for (Authenticator authenticator : authenticators.list()) {
      try {
        Optional<UserInfo> user = authenticator.authenticate(credentials);
        if (user.isPresent()) {
          return authenticated(user.get());
        }
      } catch (StatusException e) {
        if (e.reason() != Reason.UNAUTHORIZED) {
          throw e;
        }
        refused = true;
      } catch (RuntimeException e) {
        LOG.error("the authenticator {} failed", authenticator.getClass().getName(), e);
        refused = true;
      }
    }
    if (refused || !credentials.bearerToken().isEmpty() || !anonymousAllowed) {
      throw StatusException.unauthorized();
    }
    return UserInfo.anonymous();
  }

  @Override
  public Owner owner(String token, List<String> asked) {
    List<String> wanted = asked.isEmpty() ? audiences : asked;
    Set<String> errors = new LinkedHashSet<>(List.of("invalid bearer token"));
    for (Authenticator authenticator : authenticators.list()) {
      try {
        Optional<Owner> owner = owner(authenticator, token, wanted);
        if (owner.isPresent()) {
          return new Owner(authenticated(owner.get().user()), owner.get().audiences());
        }
      } catch (StatusException e) {
        if (e.reason() != Reason.UNAUTHORIZED) {
          throw e;
        }
        errors.add(String.valueOf(e.getMessage()));
      } catch (RuntimeException e) {
        LOG.error("the authenticator {} failed", authenticator.getClass().getName(), e);
      }
    }
    String joined = String.join(", ", errors);
    throw StatusException.unauthorized(errors.size() > 1 ? "[" + joined + "]" : joined);
  }

  private Optional<Owner> owner(Authenticator authenticator, String token, List<String> wanted) {
    if (authenticator instanceof TokenAuthenticator aware) {
      return aware.owner(token, wanted);
    }
    List<String> shared = Audiences.shared(audiences, wanted);
    return shared.isEmpty()
        ? Optional.empty()
        : authenticator
            .authenticate(new Authenticator.Credentials(token, List.of()))
            .map(user -> new Owner(user, shared));
  }

  private static UserInfo authenticated(UserInfo user) {
    if (user.name().equals(UserInfo.ANONYMOUS)
        || user.groups().contains(UserInfo.AUTHENTICATED)
        || user.groups().contains(UserInfo.UNAUTHENTICATED)) {
      return user;
    }
    List<String> groups = new ArrayList<>(user.groups());
    groups.add(UserInfo.AUTHENTICATED);
    return new UserInfo(user.name(), user.uid(), groups, user.extra());
  }

  @Override
  public Authorizer.Decision authorize(Attributes attributes) {
    return chain.authorize(attributes);
  }

  @Override
  public Rules rulesFor(UserInfo user, String namespace) {
    return chain.rulesFor(user, namespace);
  }
}
