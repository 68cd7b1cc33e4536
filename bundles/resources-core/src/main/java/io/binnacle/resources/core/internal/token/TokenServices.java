package io.binnacle.resources.core.internal.token;

import io.binnacle.api.auth.ServiceAccountIssuer;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.status.StatusException;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * What a request for a token needs, as it is there when asked. The types must not wait for any of
 * it; until it is there requests for tokens are answered ServiceUnavailable.
 */
@Component(service = TokenServices.class)
public final class TokenServices {
  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  volatile @Nullable ServiceAccountIssuer issuer;

  @Reference(
      target = "(binnacle.resource=pods)",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC)
  volatile @Nullable ResourceStore pods;

  @Reference(
      target = "(binnacle.resource=secrets)",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC)
  volatile @Nullable ResourceStore secrets;

  @Reference(
      target = "(binnacle.resource=nodes)",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC)
  volatile @Nullable ResourceStore nodes;

  ServiceAccountIssuer issuer() {
    return present(issuer);
  }

  ResourceStore pods() {
    return present(pods);
  }

  ResourceStore secrets() {
    return present(secrets);
  }

  ResourceStore nodes() {
    return present(nodes);
  }

  private static <T> T present(@Nullable T service) {
    if (service == null) {
      throw StatusException.serviceUnavailable("tokens can't be made yet");
    }
    return service;
  }
}
