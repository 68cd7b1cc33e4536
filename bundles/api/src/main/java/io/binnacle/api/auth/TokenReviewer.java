package io.binnacle.api.auth;

import java.util.List;

/**
 * Tells whose a bearer token is, whatever kind of token: what a TokenReview asks. Thread-safe; from
 * memory.
 */
public interface TokenReviewer {
  /**
   * Whose a token is.
   *
   * @param user its owner, the group {@code system:authenticated} included
   * @param audiences those of the audiences asked about that it is meant for; at least one
   */
  record Owner(UserInfo user, List<String> audiences) {
    public Owner {
      audiences = List.copyOf(audiences);
    }
  }

  /**
   * Finds the owner.
   *
   * @param audiences who asks: the token must be meant for one of them; empty for this server
   * @throws io.binnacle.api.status.StatusException Unauthorized, and the message says why
   */
  Owner owner(String token, List<String> audiences);
}
