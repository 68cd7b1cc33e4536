package io.binnacle.resources.rbac.internal;

import io.binnacle.api.auth.Attributes;
import io.binnacle.api.auth.Authenticator.Credentials;
import io.binnacle.api.auth.Authorizer.Decision;
import io.binnacle.api.auth.Gate;
import io.binnacle.api.auth.RuleResolver;
import io.binnacle.api.auth.TokenReviewer;
import io.binnacle.api.auth.UserInfo;
import io.binnacle.api.status.StatusException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Authentication and authorization as they are when asked. RBAC needs roles to be served before it
 * can decide, so the types must not wait for it; until it is there reviews answer
 * ServiceUnavailable.
 */
@Component(service = LateAuth.class)
public final class LateAuth implements Gate, RuleResolver, TokenReviewer {
  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  private volatile @Nullable Gate gate;

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  private volatile @Nullable RuleResolver resolver;

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  private volatile @Nullable TokenReviewer reviewer;

  @Override
  public UserInfo identify(Credentials credentials, Map<String, List<String>> headers) {
    return present(gate).identify(credentials, headers);
  }

  @Override
  public Decision authorize(Attributes attributes) {
    return present(gate).authorize(attributes);
  }

  @Override
  public Rules rulesFor(UserInfo user, String namespace) {
    return present(resolver).rulesFor(user, namespace);
  }

  @Override
  public Owner owner(String token, List<String> audiences) {
    return present(reviewer).owner(token, audiences);
  }

  private static <T> T present(@Nullable T service) {
    if (service == null) {
      throw StatusException.serviceUnavailable("authorization is not ready yet");
    }
    return service;
  }
}
