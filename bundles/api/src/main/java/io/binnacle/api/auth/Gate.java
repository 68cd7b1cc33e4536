package io.binnacle.api.auth;

import java.util.List;
import java.util.Map;

/**
 * The whole of authentication and authorization as the REST layer sees it: all authenticators and
 * authorizers in their order, anonymous access and impersonation. Thread-safe.
 */
public interface Gate {
  /**
   * Who makes the request: credentials first, then the {@code Impersonate-*} headers.
   *
   * @param headers header values by name in lower case
   * @throws io.binnacle.api.status.StatusException Unauthorized, or Forbidden for an impersonation
   *     that is not allowed
   */
  UserInfo identify(Authenticator.Credentials credentials, Map<String, List<String>> headers);

  /** Whether they may. */
  Authorizer.Decision authorize(Attributes attributes);
}
