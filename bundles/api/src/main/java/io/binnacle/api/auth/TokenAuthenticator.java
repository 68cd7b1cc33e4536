package io.binnacle.api.auth;

import java.util.List;
import java.util.Optional;

/**
 * An {@link Authenticator} whose tokens are meant for certain audiences. Those of all others are
 * meant for this server alone.
 */
public interface TokenAuthenticator extends Authenticator {
  /**
   * Finds the owner of a token.
   *
   * @param audiences who asks; not empty
   * @return as {@link #authenticate}, with those of the audiences that it is meant for
   * @throws io.binnacle.api.status.StatusException Unauthorized if it is one of its kind but bad,
   *     or meant for nobody of them
   */
  Optional<TokenReviewer.Owner> owner(String token, List<String> audiences);
}
