package io.binnacle.auth.serviceaccount;

import io.binnacle.api.auth.Authenticator;
import io.binnacle.api.auth.TokenAuthenticator;
import io.binnacle.api.auth.TokenReviewer;
import io.binnacle.api.auth.UserInfo;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.status.StatusException;
import io.binnacle.auth.Audiences;
import io.binnacle.auth.AuthSettings;
import io.binnacle.auth.Quoted;
import io.binnacle.auth.ServedObjects;
import io.binnacle.auth.SettingList;
import io.binnacle.auth.TokenHash;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Knows the tokens of service accounts: those that were asked for (KEP-1205), which end by
 * themselves, and those of Secrets, which do not. A signature is checked once; whether the account
 * and what a token is bound to are still there is looked at each time, in memory.
 */
@Component(
    service = Authenticator.class,
    property = {"binnacle.authenticator=service-account", "service.ranking:Integer=50"},
    configurationPid = AuthSettings.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class ServiceAccountAuthenticator implements TokenAuthenticator {
  private static final int REMEMBERED = 5000;
  private static final String STORES =
      "(|("
          + ResourceStore.RESOURCE
          + "=serviceaccounts)("
          + ResourceStore.RESOURCE
          + "=pods)("
          + ResourceStore.RESOURCE
          + "=secrets)("
          + ResourceStore.RESOURCE
          + "=nodes))";

  private final KeyRing keys;
  private final List<String> audiences;
  private final TokenClaims claims;
  private final InstantSource clock;
  private final ServedObjects objects = new ServedObjects();
  private final KnownTokens known = new KnownTokens(REMEMBERED);

  @Activate
  public ServiceAccountAuthenticator(@Reference KeyRing keys, AuthSettings settings) {
    this(keys, settings, InstantSource.system());
  }

  ServiceAccountAuthenticator(KeyRing keys, AuthSettings settings, InstantSource clock) {
    this.keys = keys;
    this.audiences = Audiences.own(settings);
    this.claims =
        new TokenClaims(
            SettingList.of(settings.serviceAccountIssuer()),
            audiences,
            settings.serviceAccountLookup());
    this.clock = clock;
  }

  @Reference(
      service = ResourceStore.class,
      target = STORES,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "removeStore")
  void addStore(ResourceStore store) {
    objects.add(store);
  }

  void removeStore(ResourceStore store) {
    objects.remove(store);
  }

  @Override
  public Optional<UserInfo> authenticate(Credentials credentials) {
    return owner(credentials.bearerToken(), audiences).map(TokenReviewer.Owner::user);
  }

  @Override
  public Optional<TokenReviewer.Owner> owner(String token, List<String> wanted) {
    KnownToken found = look(token);
    if (found == null) {
      return Optional.empty();
    }
    List<String> shared =
        found.audiences().equals(wanted) ? wanted : Audiences.shared(found.audiences(), wanted);
    if (shared.isEmpty()) {
      throw StatusException.unauthorized(
          "token audiences "
              + Quoted.list(found.audiences())
              + " is invalid for the target audiences "
              + Quoted.list(wanted));
    }
    String refusal = found.refusal(objects, clock.instant());
    if (refusal != null) {
      throw StatusException.unauthorized(refusal);
    }
    return Optional.of(new TokenReviewer.Owner(found.user(), shared));
  }

  /** The token if its signature is good; null if it is none of ours. */
  private @Nullable KnownToken look(String token) {
    // The header of a JWT is a JSON object, and so begins like this in Base64.
    if (token.isEmpty() || token.charAt(0) != 'e') {
      return null;
    }
    TokenHash hash = TokenHash.of(token);
    KnownToken found = known.get(hash);
    if (found == null) {
      Jwt jwt = Jwt.parse(token);
      if (jwt == null || !claims.isIssuerKnown(jwt)) {
        return null;
      }
      verify(jwt);
      found = claims.read(token, jwt);
      known.put(hash, found);
    }
    return found;
  }

  private void verify(Jwt jwt) {
    List<VerificationKey> named =
        keys.believed().stream()
            .filter(key -> jwt.keyId().isEmpty() || key.id().equals(jwt.keyId()))
            .toList();
    if (named.isEmpty()) {
      throw StatusException.unauthorized("invalid signature, no keys found");
    }
    if (named.stream().noneMatch(jwt::isSignedBy)) {
      throw StatusException.unauthorized("go-jose/go-jose: error in cryptographic primitive");
    }
  }
}
